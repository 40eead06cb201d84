/** Choices of a field, from the words for each: in the order in which the words stand. */
export function optionsOf<Value extends string>(said: Readonly<Record<Value, string>>): { value: Value; label: string }[] {
  return (Object.entries(said) as [Value, string][]).map(([value, label]) => ({ value, label }))
}
