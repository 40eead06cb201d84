/** English copy of what somebody asks others to do and not to do. */
export const words = {
  title: (name: string) => `When ${name} is very distressed`,
  do: 'Please do',
  dont: 'Please don’t',
  written: 'Written',
}
