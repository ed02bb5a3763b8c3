export type SettingName =
  | "practiceName"
  | "sourceUrl"
  | "sourceApp"
  | "timeZone"
  | "targetUrl"
  | "currency"
  | "country"
  | "fallbackOwner"
  | "gonePolicy"
  | "tolerance"
  | "sourceIntervalMs"
  | "targetRequestsPerMinute";

interface FieldProps {
  name: SettingName;
  label: string;
  value: string;
  hint: string;
}

/** One setting, with an example of how it is written. */
export function SettingField({ name, label, value, hint }: FieldProps) {
  return (
    <label>
      {label}
      <input
        name={name}
        id={`setting-${name}`}
        value={value}
        placeholder={hint}
        autocomplete="off"
        spellcheck={false}
      />
    </label>
  );
}

/** A key can be typed and is never shown again: only whether there is one. */
export function KeyField({ name, label, set }: { name: string; label: string; set: boolean }) {
  return (
    <label>
      <span>
        {label} <b class={set ? "is-green" : "is-waiting"}>{set ? "set" : "not set"}</b>
      </span>
      <input
        type="password"
        name={name}
        id={`setting-${name}`}
        placeholder={set ? "type to replace it" : ""}
        autocomplete="off"
      />
    </label>
  );
}
