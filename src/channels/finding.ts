/** One line of the doctor's: what was looked at, whether it is well, and what to do where it is not. */
export interface Finding {
  /** Null where nobody can look without sending. */
  ok: boolean | null;
  text: string;
  hint: string | null;
}

/** A check that failed, in the words by which the platform's answers are judged. */
export function failedFinding(what: string, failure: { kind: string; reason: string; hint?: string | null }): Finding {
  return { ok: false, text: `${what}: ${failure.reason}`, hint: failure.hint ?? null };
}
