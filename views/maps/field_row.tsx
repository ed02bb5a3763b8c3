import { Decide } from "./decide.tsx";
import type { FieldRowModel, SourceModel, UnmappedModel } from "./model.ts";
import { Confidence } from "./confidence.tsx";
import { PanelButton } from "../ui/panel_button.tsx";
import { words } from "../ui/words.ts";

/** One line of the field map: source as it was seen → target as Twenty has it, and beneath it what is opened there. */
export function FieldRow({ model, mayPress }: { model: FieldRowModel; mayPress: boolean }) {
  const { id, row, source, target, how, creates, mayChange } = model;
  return (
    <>
      <tr class={`map-row map-row-${row.state}`} id={id}>
        <td data-label="PracticeHub">
          <Source source={source} />
        </td>
        <td class="map-target" data-label="Twenty">
          <span class="map-name">{target.label}</span>
          {creates ? <span class="tag new">new</span> : null}
          <span class="map-facts">
            <span class="id">{row.target}</span>
            {target.type ? <span>{words(target.type.toLowerCase())}</span> : null}
            {creates ? null : <span>{target.there ? "in Twenty already" : ""}</span>}
          </span>
        </td>
        <td class="map-how" data-label="How">
          {how}
          {row.state === "ignored"
            ? <span class="map-facts">{row.note ? `Ignored: ${row.note}` : "Ignored, no reason given"}</span>
            : row.reason
            ? <span class="map-facts">{row.reason}</span>
            : null}
        </td>
        <td class="sure" data-label="Sure">
          <Confidence percent={row.confidence} />
        </td>
        <td class="map-do">
          <Decide
            id={id}
            base={`/maps/fields/${id}`}
            state={row.state}
            mayPress={mayPress}
            {...(mayChange ? { panel: ["change", "change…"] as [string, string] } : {})}
            asksWhy
            what={`${source.name} to ${row.target}`}
          />
        </td>
      </tr>
      <PanelRow id={id} />
    </>
  );
}

/** A source field that no row carries. */
export function StaysRow(
  { model: { id, source, why }, mayPress }: { model: UnmappedModel; mayPress: boolean },
) {
  return (
    <>
      <tr class="map-row map-row-stays" id={id}>
        <td data-label="PracticeHub">
          <Source source={source} />
        </td>
        <td class="quiet" colspan={3} data-label="Twenty">stays in PracticeHub: {why || "no row"}</td>
        <td class="map-do">
          {mayPress ? <PanelButton id={id} panel="map" word="map…" what={`Map ${source.name}`} /> : null}
        </td>
      </tr>
      <PanelRow id={id} />
    </>
  );
}

/** Where a row's choices, warnings and answers open; what is open stays while the list is redrawn around it. */
export function PanelRow({ id, columns = 5 }: { id: string; columns?: number }) {
  return (
    <tr class="panel-row">
      <td colspan={columns}>
        <div id={`panel-${id}`} class="map-panel" hx-morph-skip="true"></div>
      </td>
    </tr>
  );
}

function Source({ source }: { source: SourceModel }) {
  return (
    <>
      <SourceName source={source} />
      {source.seen.map(({ part, kind, filled, samples }) => (
        <span class="map-facts">
          {part ? <span class="id">{part}</span> : null}
          <span>{kind}</span>
          <span class="num">{filled}</span>
          {samples.map((sample) => <code>{sample}</code>)}
        </span>
      ))}
    </>
  );
}

/** A field, a column of a CSV export, a fixed value, or several fields of the row together. */
function SourceName({ source: { resource, kind, name, parts } }: { source: SourceModel }) {
  if (kind === "constant" && name === "") return <span class="quiet">set by Handover</span>;
  if (kind === "constant") {
    return (
      <span>
        <span class="quiet">always</span> <span class="map-name">{name}</span>
      </span>
    );
  }
  return (
    <span>
      <span class="quiet id">{resource}.</span>
      <wbr />
      {kind === "row"
        ? <span class="id">{parts.length > 0 ? parts.join(" + ") : "several fields"}</span>
        : <span class="id map-name">{name}</span>}
      {kind === "csv" ? <span class="tag">CSV</span> : null}
    </span>
  );
}
