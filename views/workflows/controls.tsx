interface Named {
  label: string;
  id: string;
  name: string;
  value: string;
  /** Whether it has the focus when the form appears. */
  focus?: boolean;
  /** The label is read out, and not shown. */
  quiet?: boolean;
}

const focused = (focus: boolean | undefined) => (focus ? { autofocus: true } : {});

const Label = ({ text, quiet }: { text: string; quiet?: boolean }) => (
  <span class={quiet ? "visually-hidden" : ""}>{text}</span>
);

/** A line, or with `rows` several. */
export function Text(
  { label, id, name, value, focus, quiet, hint, required, rows, wide, list }: Named & {
    hint?: string;
    required?: boolean;
    rows?: number;
    wide?: boolean;
    /** Id of a list of what is often typed. */
    list?: string;
  },
) {
  return (
    <label class={wide ? "wide" : ""}>
      <Label text={label} quiet={quiet} />
      {rows
        ? (
          <textarea name={name} id={id} rows={rows} placeholder={hint} {...focused(focus)}>
            {/* A browser drops the first line end of a text field. */ value.startsWith("\n")
              ? `\n${value}`
              : value}
          </textarea>
        )
        : (
          <input
            name={name}
            id={id}
            value={value}
            placeholder={hint}
            required={required}
            list={list}
            autocomplete="off"
            {...focused(focus)}
          />
        )}
    </label>
  );
}

export function Choice(
  { label, id, name, value, focus, quiet, options, none }: Named & {
    options: readonly string[];
    /** What stands there while nothing is chosen. */
    none?: string;
  },
) {
  return (
    <label>
      <Label text={label} quiet={quiet} />
      <select name={name} id={id} {...focused(focus)}>
        {none === undefined ? null : <option value="" selected={value === ""}>{none}</option>}
        {options.map((option) => <option value={option} selected={option === value}>{option}</option>)}
      </select>
    </label>
  );
}

/** A length of time; no number means none. The label stands above it, or with `before` in front. */
export function Delay({ label, id, names, amount, unit, units, before }: {
  label: string;
  id: string;
  names: [amount: string, unit: string];
  amount: string;
  unit: string;
  units: readonly string[];
  /** Short for the label where there is no room above. */
  before?: string;
}) {
  return (
    <div class={`delay ${before ? "" : "delay-labelled"}`}>
      <label for={id}>
        {before ? <span aria-hidden="true">{before}</span> : null}
        <Label text={label} quiet={before !== undefined} />
      </label>
      <input
        name={names[0]}
        id={id}
        value={amount}
        inputmode="numeric"
        autocomplete="off"
        placeholder="0"
      />
      <select name={names[1]} id={`${id}-unit`} aria-label={`${label}, unit`}>
        {units.map((u) => <option value={u} selected={u === unit}>{u}</option>)}
      </select>
    </div>
  );
}
