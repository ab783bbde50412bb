import { startDiscordHarness } from "../support/discord-harness.js";
import { describeNotifier } from "../support/notifier-contract.js";

describeNotifier("Discord", startDiscordHarness);
