/** The rules across keys: every reference leads somewhere, nothing stands twice. */
import type { LoadedFeed } from "./load.js";
import { type Problem, suggestion } from "./problems.js";
import type { MainConfig } from "./schema.js";
import type { YamlFile } from "./yaml-file.js";

export function crossRules(config: MainConfig, feeds: LoadedFeed[], main: YamlFile): Problem[] {
  const at = (path: PropertyKey[], message: string): Problem => ({
    file: main.path,
    line: main.lineOf(path),
    path,
    message,
  });
  return [...channelRules(config, at), ...routeRules(config, at), ...feedRules(config, feeds)];
}

type At = (path: PropertyKey[], message: string) => Problem;

function channelRules(config: MainConfig, at: At): Problem[] {
  const accounts = Object.keys(config.accounts);
  return Object.entries(config.channels).flatMap(([id, channel]) => {
    if (channel.kind !== "slack" && channel.kind !== "discord") return [];
    const path = ["channels", id, "account"];
    const account = config.accounts[channel.account];
    if (!account) return [at(path, `no account "${channel.account}"${suggestion(channel.account, accounts)}`)];
    if (account.platform === channel.kind) return [];
    return [at(path, `the account "${channel.account}" is of ${account.platform}, the channel of ${channel.kind}`)];
  });
}

function routeRules(config: MainConfig, at: At): Problem[] {
  const channels = Object.keys(config.channels);
  const unknown = (names: string[], path: PropertyKey[]) =>
    names.flatMap((one, index) =>
      channels.includes(one) ? [] : [at([...path, index], `no channel "${one}"${suggestion(one, channels)}`)],
    );
  return [
    ...(config.routes ?? []).flatMap((route, index) => unknown(route.to, ["routes", index, "to"])),
    ...unknown(config.operators ?? [], ["operators"]),
  ];
}

function feedRules(config: MainConfig, feeds: LoadedFeed[]): Problem[] {
  const seen = new Map<string, LoadedFeed>();
  return feeds.flatMap((one) => {
    const problem = (key: string, message: string): Problem => ({
      file: one.file.path,
      line: one.file.lineOf([...one.path, key]),
      path: [...one.path, key],
      message,
    });
    const problems: Problem[] = [];
    const elder = seen.get(one.feed.id);
    if (elder) {
      const where = `${elder.file.path}:${elder.file.lineOf([...elder.path, "id"])}`;
      problems.push(problem("id", `the id "${one.feed.id}" stands already at ${where}`));
    }
    seen.set(one.feed.id, one);
    if (typeof one.feed.every === "number" && one.feed.every < config.polling.floor) {
      problems.push(problem("every", `is under the floor of ${config.polling.floor / 1000} s (polling.floor)`));
    }
    return problems;
  });
}
