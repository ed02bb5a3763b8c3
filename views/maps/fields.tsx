import { Action } from "../ui/action.tsx";
import { MapFold, More } from "./group.tsx";
import type { FieldGroupModel, FieldRowModel, MapListModel, SourceModel, UnmappedModel } from "./model.ts";
import { grouped, plural } from "../ui/numbers.ts";
import { words } from "../ui/words.ts";
import { Decide } from "./decide.tsx";
import { PanelButton } from "../ui/panel_button.tsx";

/** The rows of one target object. A filter that finds something in it has it open. */
export function FieldGroup({ group, list }: { group: FieldGroupModel; list: MapListModel }) {
  const { object, label, total, open, rows, unmapped, leftOutTotal, filtered } = group;
  const { mayPress } = list;
  const left = total - rows.length + leftOutTotal - unmapped.length;
  return (
    <MapFold
      id={`fields-${object}`}
      open={filtered}
      head={
        <>
          <span class="map-title">{label}</span> <span class="quiet">{plural(total, "row")}</span>
          {leftOutTotal > 0
            ? <span class="quiet">, {plural(leftOutTotal, "field")} without a row</span>
            : null} {open > 0 ? <span class="is-waiting">{grouped(open)} to decide</span> : null}
        </>
      }
    >
      <table class="figures map map-fields">
        <caption class="visually-hidden">Fields of {label}</caption>
        <thead>
          <tr>
            <th scope="col">PracticeHub</th>
            <th scope="col">Twenty</th>
            <th scope="col">How and why</th>
            <th scope="col" class="sure">Sure</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => <FieldRow model={row} mayPress={mayPress} />)}
          {unmapped.map((row) => <LeftOutRow model={row} mayPress={mayPress} />)}
        </tbody>
      </table>
      {left > 0 && (
        <More
          filter={list.filter}
          group={`fields-${object}`}
          left={left}
          shown={rows.length + unmapped.length}
        />
      )}
      {mayPress && open > 0 && !filtered && (
        <Action path="/maps/confirm" name={`confirm-${object}`} values={{ object }} class="row map-all">
          <button type="submit" class="button small">Confirm all of {words(object)}</button>
          <span class="quiet">with the options of its fields</span>
        </Action>
      )}
    </MapFold>
  );
}

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
export function LeftOutRow(
  { model: { id, source, why }, mayPress }: { model: UnmappedModel; mayPress: boolean },
) {
  return (
    <>
      <tr class="map-row map-row-stays" id={id}>
        <td data-label="PracticeHub">
          <Source source={source} />
        </td>
        <td class="quiet" colspan={3} data-label="Twenty">left in PracticeHub: {why || "no row"}</td>
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
      {source.profiles.map(({ part, kind, filled, samples }) => (
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

/** How sure a proposal is: a small bar and the number. */
export function Confidence({ percent }: { percent: number }) {
  const low = percent < 60 ? "low" : percent < 90 ? "middle" : "high";
  return (
    <span class={`confidence ${low}`}>
      <svg viewBox="0 0 32 4" width="32" height="4" aria-hidden="true">
        <rect class="bar-ground" width="32" height="4" rx="2" />
        <rect class="bar-fill" width={(32 * percent / 100).toFixed(1)} height="4" rx="2" />
      </svg>
      <span class="num">{percent}</span>
    </span>
  );
}
