import { expect, onTestFinished, test } from "vitest";
import { type PROTOCOLS, startModelServer } from "../summary/model/model-servers.js";
import { readDesk } from "../support/read-desk.js";

const TEXT = "Satellite pictures of 4 March show a new gantry at the Sonae launch site. The gantry is 40 metres tall.";
const ITEM = { guid: "1", title: "Gantry rises at Sonae", text: TEXT };
const ANSWER = {
  sentences: [{ text: "A new gantry, 40 metres tall, stands at the Sonae launch site.", cites: [1, 2] }],
  translation: { title: "소내에 정비탑 세워져", sentences: ["소내 발사장에 높이 40미터의 새 정비탑이 서 있다."] },
};

/** The alert of a bot whose configured model gives this answer. */
async function alertBy(provider: keyof typeof PROTOCOLS, answer: string, more = "") {
  const server = await startModelServer(provider);
  onTestFinished(() => server.close());
  server.behave(() => answer);
  const yaml = `summary: { model: { provider: ${provider}, name: small, baseUrl: "${server.url}", apiKey: secret, translateTo: ko${more} } }`;
  const { alerts, log } = await readDesk(yaml, [{ id: "a", items: [ITEM] }]);
  return { alert: alerts()[0], asked: server.asked, log };
}

test.each(["openai", "anthropic"] as const)(
  "by %s: an alert that a model wrote and translated says so, with the translation beside the original",
  async (provider) => {
    const { alert } = await alertBy(provider, JSON.stringify(ANSWER));
    expect(alert).toMatchObject({
      headline: "Gantry rises at Sonae",
      summary: [ANSWER.sentences[0]?.text],
      summaryMethod: "model",
      translation: { language: "ko", headline: ANSWER.translation.title, sentences: ANSWER.translation.sentences },
    });
  },
);

test("an alert whose model lied is the extractive one, unmarked and untranslated", async () => {
  const lie = { sentences: [{ text: "The gantry is 90 metres tall.", cites: [2] }] };
  const { alert, log } = await alertBy("openai", JSON.stringify(lie));
  expect(alert).toMatchObject({ summaryMethod: "extractive" });
  expect(alert).not.toHaveProperty("translation");
  expect(log.join("\n")).toContain("no sentence stands in what it cites");
});

test("with the day's budget spent the alert goes out without asking", async () => {
  const { alert, asked } = await alertBy("anthropic", JSON.stringify(ANSWER), ", tokensPerDay: 0");
  expect([alert?.summaryMethod, asked.length]).toEqual(["extractive", 0]);
});
