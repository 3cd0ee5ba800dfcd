import { documentTypes, type PageCode, type Product, products } from '@bonafide/engine'
import { type AnswerShape, invalidParameter, type Operation, type Parameters, type Values } from '@bonafide/protocol'

interface Side {
  /** The parameter that says which side the picture is of. */
  readonly parameter: string
  readonly page: PageCode
}

/** An operation on one page of a document, with the rule that the product reads such a document and that it has that side. */
export function withDocumentRule<Name extends string, P extends Parameters, Shape extends AnswerShape>(
  operation: Operation<Name, P, Shape>,
  productCode: string,
  sideOf: (values: Partial<Values<P>>) => Side,
): Operation<Name, P, Shape> {
  const rule = (values: Partial<Values<P>>): void => {
    const docType: unknown = values['DocType']
    if (typeof docType !== 'string') return
    if (products.get(productCode)?.documentTypes.includes(docType) !== true)
      throw invalidParameter('DocType', 'This product does not read it.')
    const { parameter, page } = sideOf(values)
    if (documentTypes.get(docType)?.sides.includes(page) !== true)
      throw invalidParameter(parameter, 'The document has no such page.')
  }
  return { ...operation, rules: [...operation.rules, rule] }
}

/** The code under which a product answers a type that was found; types go by several codes, and a product knows its own. */
export function codeWithin(product: Pick<Product, 'documentTypes'>, found: string): string | undefined {
  const codes = documentTypes.get(found)?.codes.map(({ code }) => code) ?? []
  return codes.find((code) => product.documentTypes.includes(code))
}
