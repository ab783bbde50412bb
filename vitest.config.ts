import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that start processes and wait for them: begun last, they would be waited for alone. */
const LONG = /\/crash\/|\/app\/|\/(burst|bot|command-line|crash|feeds|kill|notifier|recorded)\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A guard against what hangs; a loaded machine may take its time.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    globalSetup: ["test/support/global-setup.ts"],
    // No module does anything when it is imported, so files may share what a worker has loaded: half the time.
    isolate: false,
    // The longest tests wait for processes and networks more than they compute.
    maxWorkers: availableParallelism() + 1,
    // A worker that has shared its modules over many files takes its time to end on a loaded machine.
    teardownTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
  },
});
