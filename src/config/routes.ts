import { SEVERITIES } from "../enumerations.js";
import type { Route, Severity } from "../model.js";
import type { Config } from "./load.js";

/** What a route without `severities` takes: all that alerts. */
const ALERTING: Severity[] = SEVERITIES.filter((severity) => severity !== "digest");

/** The routes in force; without any configured, every alert goes to every channel at once. */
export function routesOf(config: Pick<Config, "routes" | "channels">): Route[] {
  const routes = config.routes ?? [{ to: Object.keys(config.channels) }];
  return routes.map((route) => ({
    to: route.to,
    watches: route.watches ?? null,
    severities: route.severities ?? ALERTING,
    waitMs: route.wait ?? 0,
    quiet: route.quietHours ?? null,
  }));
}

/** Channels for word of the bot's own health: those configured, else the terminals, else all. */
export function operatorsOf(config: Config): string[] {
  if (config.operators) return config.operators;
  const all = Object.entries(config.channels);
  const terminals = all.filter(([, channel]) => channel.kind === "terminal");
  return (terminals.length > 0 ? terminals : all).map(([id]) => id);
}
