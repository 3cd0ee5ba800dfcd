type Close = () => unknown

/** What was opened, to be closed in the opposite order; every part is closed even when another one fails to. */
export function openClosing(): { add(close: Close): void; close(): Promise<void> } {
  const open: Close[] = []
  return {
    add: (close) => void open.push(close),
    async close() {
      const failures: unknown[] = []
      for (const close of open.splice(0).reverse()) {
        try {
          await close()
        } catch (error) {
          failures.push(error)
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed')
    },
  }
}
