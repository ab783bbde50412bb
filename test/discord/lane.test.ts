import { startDiscordHarness } from "../support/discord-harness.js";
import { describeLaneFaults } from "../support/lane-faults.js";

describeLaneFaults("Discord", startDiscordHarness);
