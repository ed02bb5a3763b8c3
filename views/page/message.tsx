import { type AssetPaths, Layout } from "./layout.tsx";

/** A page that holds one thing to say: a link that no longer opens, an address that leads nowhere. */
export function MessagePage({ title, text, assets }: { title: string; text: string; assets: AssetPaths }) {
  return (
    <Layout title={`${title} · Handover`} assets={assets}>
      <main class="message">
        <p>
          <a class="brand" href="/">Handover</a>
        </p>
        <h1>{title}</h1>
        <p>{text}</p>
      </main>
    </Layout>
  );
}
