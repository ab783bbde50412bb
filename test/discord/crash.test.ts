import { describeCrashes, describeFence } from "../support/crash-contract.js";
import { startDiscordHarness } from "../support/discord-harness.js";

describeCrashes("Discord", startDiscordHarness);
describeFence("Discord", startDiscordHarness);
