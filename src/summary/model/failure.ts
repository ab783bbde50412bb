/** Why a model server gave no answer, in words that help whoever set it up; never the server's own, which may hold a key. */

export interface Asking {
  /** Where the server is configured, for example `summary.model`: what the next step is said of. */
  section: string;
  timeoutMs: number;
  /** The asking was called off, as at the program's end. */
  ended: boolean;
}

const hints = (section: string): Record<number, string> => ({
  400: `it does not take the question: is ${section}.name a model that it has for this?`,
  401: `check ${section}.apiKey`,
  403: `check ${section}.apiKey, and that it may use the model`,
  404: `check ${section}.baseUrl (most end in /v1) and ${section}.name`,
  429: "it asks us to wait, or the account is spent",
});

export function failureOf(error: unknown, { section, timeoutMs, ended }: Asking): string {
  if (ended) return "the asking was called off";
  const { name, statusCode } = error as { name?: unknown; statusCode?: unknown };
  if (name === "TimeoutError" || name === "AbortError") {
    return `the model server gave no answer in ${timeoutMs / 1000} s`;
  }
  if (typeof statusCode === "number" && statusCode >= 300) {
    const hint = hints(section)[statusCode] ?? (statusCode >= 500 ? "the fault is the server's" : null);
    return `the model server answers ${statusCode}${hint === null ? "" : `: ${hint}`}`;
  }
  const code = codeOf(error);
  if (statusCode === undefined) {
    return `the model server cannot be reached${code === null ? "" : ` (${code})`}: check ${section}.baseUrl`;
  }
  return `the model server's answer is not of its protocol: check ${section}.baseUrl, and the provider where one is named`;
}

/** Faults with which no question arrived. */
const UNASKED = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

/** May the question have been computed, and billed, although no answer came? Not where it was refused or never arrived. */
export function mayHaveCost(error: unknown): boolean {
  const { statusCode } = error as { statusCode?: unknown };
  if (typeof statusCode === "number" && statusCode >= 400 && statusCode < 500) return false;
  return !UNASKED.test(codeOf(error) ?? "");
}

/** The code of the fault of the network that lies at the bottom. */
function codeOf(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
  }
  return null;
}
