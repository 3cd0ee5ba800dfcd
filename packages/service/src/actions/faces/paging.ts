interface PageValues {
  readonly CurrentPage: number
  readonly PageSize: number
  readonly MaxResults?: number | undefined
  readonly NextToken?: string | undefined
}

export interface AskedPage {
  readonly number: number
  readonly offset: number
  readonly limit: number
}

/** The page that was asked for: NextToken, where it is given, is the number of the next one. */
export function askedPage({ CurrentPage, PageSize, MaxResults, NextToken }: PageValues): AskedPage {
  const limit = MaxResults ?? PageSize
  const number = NextToken === undefined ? CurrentPage : Math.max(1, Number(NextToken))
  return { number, limit, offset: Math.min((number - 1) * limit, Number.MAX_SAFE_INTEGER) }
}

/** The fields that every page carries beside its items. */
export function pageFields({ number, limit }: AskedPage, total: number) {
  const pages = Math.ceil(total / limit)
  return {
    CurrentPage: number,
    PageSize: limit,
    TotalCount: total,
    TotalPage: pages,
    MaxResults: limit,
    ...(number < pages ? { NextToken: String(number + 1) } : {}),
  }
}
