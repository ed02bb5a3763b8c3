import type { PropsWithChildren } from "hono/jsx";
import { Layout } from "../page/layout.tsx";
import { longDate } from "../ui/times.ts";
import type { SameDiff } from "../sample/diff.tsx";
import type { OutcomeTable } from "../../steps/runbook/step.ts";
import { figureOf, OutcomeRows, totalOf } from "../cell/outcome.tsx";

/** What stands at the top of each paper and on each of its pages. */
export interface PaperHead {
  /** What it is a paper of: "Sample", "Full run". */
  title: string;
  practice: string;
  /** Where the two systems answer. */
  source: string;
  target: string;
  run: number;
  /** Who ran it. */
  who: string;
  /** ISO instant of the run's end. */
  at: string;
  /** ISO instant at which the paper was made. */
  madeAt: string;
  /** IANA zone of the practice. */
  zone: string;
  /** What the hash is of, and all of its digits. */
  hash: { of: string; value: string };
  /** The cell that it belongs to. */
  back: string;
}

/** What is approved, and whether it can be. */
export interface Approval {
  /** Why there is nothing to sign; absent: there is. */
  hindrance?: string;
  /** Who has signed on the page already. */
  signed?: { who: string; at: string; sameAs?: SameDiff };
  /** Nobody signs on the page: the paper is all there is. */
  paperOnly?: boolean;
}

interface PaperProps {
  head: PaperHead;
  approval: Approval;
  /** What a signature says. */
  sentence: string;
  /** Address of the papers' own stylesheet: black on white whatever the viewer prefers, and no script. */
  style: string;
}

/** What is printed and signed: who and what at the top, the approval at the end, nothing to press. */
export function Paper({ head, approval, sentence, style, children }: PropsWithChildren<PaperProps>) {
  const { title, practice, run, back } = head;
  return (
    <Layout
      title={`${title} run ${run}, ${practice}`}
      assets={{ style, scripts: [] }}
      colours="only light"
    >
      <nav class="screen" aria-label="On the screen only">
        <a href={back}>Back to the page</a> Print this with the browser; it is made for A4 and Letter.
      </nav>
      <Head head={head} />
      <main>
        {children}
        <Sign head={head} approval={approval} sentence={sentence} />
      </main>
    </Layout>
  );
}

function Head({ head }: { head: PaperHead }) {
  const { title, practice, source, target, run, who, at, madeAt, zone, hash } = head;
  return (
    <header>
      <p class="brand">Handover</p>
      <h1>{title} of the migration of {practice}</h1>
      <dl class="facts">
        <Fact name="From">
          <span class="id">{source}</span> (PracticeHub)
        </Fact>
        <Fact name="To">
          <span class="id">{target}</span> (Twenty)
        </Fact>
        <Fact name="Run">
          {run}, by {who}, ended <time datetime={at}>{longDate(at, zone)}</time>
        </Fact>
        <Fact name="Paper made">
          <time datetime={madeAt}>{longDate(madeAt, zone)}</time>; times are of {zone}
        </Fact>
        <Fact name={hash.of}>
          <span class="id">{hash.value}</span>
        </Fact>
      </dl>
    </header>
  );
}

function Fact({ name, children }: PropsWithChildren<{ name: string }>) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Sign({ head, approval, sentence }: { head: PaperHead; approval: Approval; sentence: string }) {
  const { hindrance, signed, paperOnly } = approval;
  if (hindrance) {
    return (
      <section class="sign">
        <h2>Not to be signed</h2>
        <p>{hindrance}</p>
      </section>
    );
  }
  return (
    <section class="sign">
      <h2>
        Approval: {head.practice}, {head.title.toLowerCase()}, run {head.run}
      </h2>
      <p>{sentence}</p>
      <p class="id hash">{head.hash.value}</p>
      {signed
        ? (
          <p>
            Signed off on Handover's page by {signed.who},{" "}
            <time datetime={signed.at}>{longDate(signed.at, head.zone)}</time>
            {signed.sameAs
              ? `, on run ${signed.sameAs.signed}; run ${signed.sameAs.newest} came to the same diff`
              : ""}.
          </p>
        )
        : paperOnly
        ? null
        : <p>Nobody has signed off on Handover's page yet.</p>}
      <dl class="lines">
        {["Name", "Date", "Signature"].map((name) => (
          <div>
            <dt>{name}</dt>
            <dd></dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A table of an outcome on paper: all of its rows, its head again on each page. */
export function PaperTable({ table }: { table: OutcomeTable }) {
  const { id, title, rows } = table;
  const all = totalOf(table);
  if (all === 0) return <p class="none">{title}: none.</p>;
  return (
    <table class={`outcome-table table-${id}`}>
      <caption>
        {title}, {figureOf(table)}
        {all > rows.length ? `; the first ${rows.length.toLocaleString("en")} stand here` : ""}
      </caption>
      <OutcomeRows table={table} />
    </table>
  );
}
