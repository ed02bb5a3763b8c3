import type { PropsWithChildren } from "hono/jsx";
import { raw } from "hono/html";
import type { Approval, PaperHead } from "./model.ts";
import { longDate } from "../ui/times.ts";

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
    <>
      {raw("<!doctype html>")}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="only light" />
          <title>{`${title} run ${run}, ${practice}`}</title>
          <link rel="icon" href="/static/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={style} />
        </head>
        <body>
          <nav class="screen" aria-label="On the screen only">
            <a href={back}>Back to the page</a> Print this with the browser; it is made for A4 and Letter.
          </nav>
          <Head head={head} />
          <main>
            {children}
            <Sign head={head} approval={approval} sentence={sentence} />
          </main>
        </body>
      </html>
    </>
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
