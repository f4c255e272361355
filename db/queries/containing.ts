/** A pattern for LIKE and ILIKE: whatever holds these signs, each meaning itself. */
export function containing(typed: string): string {
  return `%${typed.replace(/[\\%_]/g, '\\$&')}%`
}
