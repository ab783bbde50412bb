import { describeKills } from "../support/kill-contract.js";
import { SLACK_CHANNEL, SLACK_TOKEN, startSlackServer } from "../support/slack-server.js";

describeKills("Slack", async () => {
  const server = await startSlackServer({ now: () => Date.now() });
  return {
    platform: "slack",
    apiUrl: server.url,
    token: SLACK_TOKEN,
    channelId: SLACK_CHANNEL,
    next: (fault) => server.faults.next(fault),
    waiting: () => server.faults.waiting(),
    titles: () => (server.web.channels.get(SLACK_CHANNEL)?.messages ?? []).map(({ text }) => text),
  };
});
