import type { Parameter } from './parameter.ts'

export type Parameters = Readonly<Record<string, Parameter<unknown>>>

/** Typed values of an operation's parameters, under their wire names. */
export type Values<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer T> ? T : never
}

/** Types of an answer, as the official clients cast it (openapi-wire section 7). */
export type AnswerShape = { readonly [field: string]: FieldShape }
type FieldShape = 'string' | 'number' | 'boolean' | AnswerShape | readonly [FieldShape]

export type Answer<Shape extends AnswerShape> = { readonly [Field in keyof Shape]?: AnswerField<Shape[Field]> }

type AnswerField<Shape> = Shape extends readonly [infer Item]
  ? readonly AnswerField<Item>[]
  : Shape extends AnswerShape
    ? Answer<Shape>
    : Shape extends 'number'
      ? number
      : Shape extends 'boolean'
        ? boolean
        : string

/** A rule between parameters. `given` names those that are not empty. Throws `ApiError`. */
export type Rule<P extends Parameters> = (values: Partial<Values<P>>, given: ReadonlySet<string>) => void

/** One action of the API: everything about its wire shape. */
export interface Operation<Name extends string, P extends Parameters, Shape extends AnswerShape> {
  readonly name: Name
  readonly version: string
  readonly parameters: P
  readonly rules: readonly Rule<P>[]
  /** The product that the action belongs to, where callers name none. */
  readonly product?: string
  /** `Code` of a successful answer. */
  readonly successCode: string
  /** The container beside RequestId, Code and Message, with the types of its fields. */
  readonly answer: Shape
}

export const API_VERSION = '2022-08-09'

/** Declares an action; a file of `operations/` exports exactly one by default. */
export function defineOperation<
  const Name extends string,
  const P extends Parameters,
  const Shape extends AnswerShape,
>(definition: {
  readonly name: Name
  readonly version?: string
  readonly parameters: P
  readonly product?: string
  readonly rules?: readonly Rule<P>[]
  readonly successCode?: string
  readonly answer: Shape
}): Operation<Name, P, Shape> {
  return { version: API_VERSION, rules: [], successCode: 'Success', ...definition }
}

/** Values of an operation, e.g. `ValuesOf<typeof initialize>`. */
export type ValuesOf<O> = O extends { readonly parameters: infer P extends Parameters } ? Values<P> : never

/** Body fields beside RequestId, Code and Message, e.g. `{ Result?: { TransactionId?: string } }`. */
export type AnswerOf<O> = O extends { readonly answer: infer Shape extends AnswerShape } ? Answer<Shape> : never
