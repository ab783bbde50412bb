/** Search feeds made from a watch's names: news that no feed of ours carries. Pure. */
import type { Feed } from "../model.js";

const MINUTE_MS = 60_000;

/**
 * Pauses in ms that these hosts want between two requests. GDELT answers 429 to more than one in 5 s or so; 6 s are kept
 * by programs that use it. The other two publish no figure; 2 s keep a few dozen searches from coming as a burst.
 */
export const SEARCH_PACES: Record<string, number> = {
  "api.gdeltproject.org": 6_000,
  "news.google.com": 2_000,
  "www.bing.com": 2_000,
};

export type SearchEngine = "google-news" | "bing-news" | "gdelt";

/** How each engine is told a language: Google's edition, Bing's market, GDELT's name for it. */
const LANGUAGES: Record<string, { google: [string, string, string]; bing: string; gdelt: string }> = {
  en: { google: ["en-US", "US", "US:en"], bing: "en-US", gdelt: "english" },
  ko: { google: ["ko", "KR", "KR:ko"], bing: "ko-KR", gdelt: "korean" },
  ja: { google: ["ja", "JP", "JP:ja"], bing: "ja-JP", gdelt: "japanese" },
  zh: { google: ["zh-CN", "CN", "CN:zh-Hans"], bing: "zh-CN", gdelt: "chinese" },
  "zh-Hant": { google: ["zh-TW", "TW", "TW:zh-Hant"], bing: "zh-TW", gdelt: "chinese" },
  ru: { google: ["ru", "RU", "RU:ru"], bing: "ru-RU", gdelt: "russian" },
  de: { google: ["de", "DE", "DE:de"], bing: "de-DE", gdelt: "german" },
  fr: { google: ["fr", "FR", "FR:fr"], bing: "fr-FR", gdelt: "french" },
  es: { google: ["es", "ES", "ES:es"], bing: "es-ES", gdelt: "spanish" },
  uk: { google: ["uk", "UA", "UA:uk"], bing: "uk-UA", gdelt: "ukrainian" },
};

interface Engine {
  publisher: string;
  /** It finds names in the text and hands out titles: the page has to be read. Google's links lead to no page. */
  teaserOnly: boolean;
  every: number;
  /** Names in one query; engines cut or refuse longer ones. */
  maxNames: number;
  maxQueryChars: number;
  url(names: string[], language: keyof typeof LANGUAGES): string | null;
}

const ENGINES: Record<SearchEngine, Engine> = {
  "google-news": {
    publisher: "Google News",
    teaserOnly: false,
    every: 10 * MINUTE_MS,
    maxNames: 10,
    maxQueryChars: 400,
    url(names, language) {
      const edition = LANGUAGES[language]?.google;
      if (edition === undefined) return null;
      const [hl, gl, ceid] = edition;
      return address("https://news.google.com/rss/search", { q: `${anyOf(names)} when:1d`, hl, gl, ceid });
    },
  },
  "bing-news": {
    publisher: "Bing News",
    teaserOnly: true,
    every: 15 * MINUTE_MS,
    maxNames: 8,
    maxQueryChars: 300,
    url(names, language) {
      const mkt = LANGUAGES[language]?.bing;
      return mkt === undefined
        ? null
        : address("https://www.bing.com/news/search", { q: anyOf(names), format: "rss", mkt });
    },
  },
  gdelt: {
    publisher: "GDELT",
    teaserOnly: true,
    every: 15 * MINUTE_MS,
    maxNames: 6,
    maxQueryChars: 200,
    url(names, language) {
      const source = LANGUAGES[language]?.gdelt;
      if (source === undefined) return null;
      // GDELT wants brackets around OR and refuses them around a single phrase
      const terms = names.length === 1 ? anyOf(names) : `(${anyOf(names)})`;
      return address("https://api.gdeltproject.org/api/v2/doc/doc", {
        query: `${terms} sourcelang:${source}`,
        mode: "ArtList",
        format: "rss",
        sort: "DateDesc",
        timespan: "1d",
        maxrecords: "75",
      });
    },
  },
};

/**
 * Feeds that search for a watch's names, in as many queries as its names need, with the engine's own interval.
 * Languages that an engine does not know give none. Ids are stable for the same names: `watch engine language number`.
 */
export function searchFeeds(watch: string, names: Record<string, string[]>, engine: SearchEngine): Feed[] {
  const { publisher, teaserOnly, every, maxNames, maxQueryChars, url } = ENGINES[engine];
  return Object.entries(names).flatMap(([language, list]) =>
    batches(clean(list), maxNames, maxQueryChars).flatMap((batch, index): Feed[] => {
      const target = url(batch, language);
      if (target === null) return [];
      return [
        {
          id: `${watch.slice(0, 30)} ${engine} ${language} ${index + 1}`,
          url: target,
          title: `${publisher}: ${watch} (${language})`,
          publisher,
          family: null,
          kind: "search",
          language,
          timeZone: "UTC",
          every,
          teaserOnly,
          enabled: true,
        },
      ];
    }),
  );
}

/** Quotation marks would end the phrase; names of one letter find everything. */
function clean(names: string[]): string[] {
  const plain = names.map((name) =>
    name
      .replace(/["“”„«»]/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  );
  return [...new Set(plain)].filter((name) => name.length > 1);
}

function batches(names: string[], maxNames: number, maxChars: number): string[][] {
  const all: string[][] = [];
  let chars = 0;
  for (const name of names) {
    const last = all.at(-1);
    if (last === undefined || last.length >= maxNames || chars + name.length > maxChars) {
      all.push([name]);
      chars = name.length;
    } else {
      last.push(name);
      chars += name.length;
    }
  }
  return all;
}

function anyOf(names: string[]): string {
  return names.map((name) => `"${name}"`).join(" OR ");
}

function address(base: string, query: Record<string, string>): string {
  return `${base}?${Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&")}`;
}
