/**
 * Opens the operator's own networks once and closes them: the service does not start with ones that cannot be used, where
 * otherwise every judging process would fail later. Loads the runtime only when there is something to check.
 */
export async function checkFaceModels(path: string | undefined): Promise<void> {
  if (path === undefined) return
  const { openPlugIns, readPlugIns } = await import('@bonafide/models-onnx')
  const plugIns = await openPlugIns(await readPlugIns(path))
  await plugIns.close()
}
