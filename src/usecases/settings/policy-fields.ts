import { z } from 'zod'
import { type Policy, policySchema } from '../../policy.ts'

/** What may stand in a setting. */
export type FieldShape =
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'several'; readonly options: readonly string[] }
  | { readonly kind: 'yes_no' }
  | { readonly kind: 'number' | 'numbers'; readonly min: number | null; readonly max: number | null }
  | { readonly kind: 'text' }

/** One value of the settings: the path to it in the document, the setting's own key first. */
export interface PolicyField {
  readonly path: readonly [keyof Policy, ...string[]]
  readonly shape: FieldShape
}

/** What is typed or chosen at a field, as a form gives it. */
export type Typed = string | readonly string[] | undefined

/** What of JSON Schema the settings' own schema comes to. */
interface Shape {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly items?: Shape
  readonly properties?: Readonly<Record<string, Shape>>
  readonly propertyNames?: Shape
  readonly additionalProperties?: Shape | boolean
  readonly minimum?: number
  readonly maximum?: number
}

/** Every value of the settings, in the order of their schema: a setting added there can be changed at once. */
export function policyFields(): PolicyField[] {
  const { properties = {} } = z.toJSONSchema(policySchema) as Shape
  return Object.entries(properties).flatMap(([key, shape]) => fieldsBelow([key as keyof Policy], shape))
}

function fieldsBelow(path: PolicyField['path'], shape: Shape): PolicyField[] {
  if (shape.type !== 'object') return [{ path, shape: shapeOf(path, shape) }]
  const below =
    shape.properties ??
    Object.fromEntries((shape.propertyNames?.enum ?? []).map((key) => [key, shape.additionalProperties as Shape]))
  return Object.entries(below).flatMap(([key, inner]) => fieldsBelow([...path, key], inner))
}

function shapeOf(path: readonly string[], { type, enum: options, items, minimum, maximum }: Shape): FieldShape {
  if (options) return { kind: 'choice', options }
  if (items?.enum) return { kind: 'several', options: items.enum }
  if (type === 'boolean') return { kind: 'yes_no' }
  if (type === 'string') return { kind: 'text' }
  const range = items ?? { minimum, maximum }
  if (isNumber(type) || isNumber(items?.type))
    return { kind: items ? 'numbers' : 'number', min: bound(range.minimum), max: bound(range.maximum) }
  throw new Error(`the setting ${path.join('.')} has a shape that no form knows`)
}

function isNumber(type: string | undefined): boolean {
  return type === 'integer' || type === 'number'
}

/** Whole numbers without a bound carry JavaScript's own. */
function bound(value: number | undefined): number | null {
  return value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? null : value
}

/** The value at a field; undefined where the settings leave it out. */
export function valueAt(policy: Policy, { path }: PolicyField): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], policy)
}

/** The settings with other values at some fields; whether they may stand there is for the schema to say. */
export function withValues(policy: Policy, values: ReadonlyMap<PolicyField, unknown>): Record<string, unknown> {
  const document = structuredClone(policy) as Record<string, unknown>
  for (const [{ path }, value] of values) {
    let at = document
    for (const key of path.slice(0, -1)) {
      at[key] ??= {}
      at = at[key] as Record<string, unknown>
    }
    at[path.at(-1) as string] = value
  }
  return document
}

/** What was meant by what stands in a form: full-width digits are digits (B18). Undefined = nothing that can be read. */
export function readTyped(shape: FieldShape, typed: Typed): unknown {
  const text = (typeof typed === 'string' ? typed : '').normalize('NFKC').trim()
  switch (shape.kind) {
    case 'several':
      return typeof typed === 'string' ? [typed] : [...(typed ?? [])]
    case 'yes_no':
      return text === 'yes' ? true : text === 'no' ? false : undefined
    case 'number':
      return numberIn(text)
    case 'numbers': {
      const numbers = text
        .split(/[\s,、;]+/u)
        .filter(Boolean)
        .map(numberIn)
      return numbers.includes(undefined) ? undefined : numbers
    }
    default:
      return text === '' ? undefined : text
  }
}

function numberIn(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
}
