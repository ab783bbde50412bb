/** The rules across keys: every reference leads somewhere, nothing stands twice. */
import { type Problem, suggestion } from "./problems.js";
import type { MainConfig } from "./schema.js";
import type { YamlFile } from "./yaml-file.js";

export function crossRules(config: MainConfig, main: YamlFile): Problem[] {
  const at = (path: PropertyKey[], message: string): Problem => ({
    file: main.path,
    line: main.lineOf(path),
    path,
    message,
  });
  return [...channelRules(config, at), ...routeRules(config, at), ...pollingRules(config, at)];
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

function pollingRules({ polling }: MainConfig, at: At): Problem[] {
  if (polling.every >= polling.floor) return [];
  return [at(["polling", "every"], `is under the floor of ${polling.floor / 1000} s (polling.floor)`)];
}
