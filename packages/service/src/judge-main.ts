// Entry of a judging process: models and decoders live here and nowhere else, without database, keys or environment.
import { createPictures, openBarcodeReader, PictureError } from '@bonafide/imaging'
import { openModels, prepareModels, readPlugIns } from '@bonafide/models-onnx'
import { answerRequests } from './judging/answer-requests.ts'
import { describePicture } from './judging/describe-picture.ts'
import { inspectFace, judgeEvidence, judgePictures } from './judging/judge-evidence.ts'
import { readPages } from './judging/read-pages.ts'

answerRequests(async ({ modelFolder, faceModels }) => {
  const files = await prepareModels(modelFolder === undefined ? {} : { cacheDir: modelFolder })
  const plugIns = faceModels === undefined ? {} : await readPlugIns(faceModels)
  const tools = {
    models: await openModels(files, plugIns),
    pictures: createPictures(),
    barcodes: await openBarcodeReader(),
  }
  return {
    judge: (request) => judgeEvidence(request, tools),
    judgePictures: (request) => judgePictures(request, tools),
    readDocument: (request) => readPages(request, tools),
    inspectFace: (bytes) => inspectFace(bytes, tools),
    describeFace: (bytes, wishes) => describePicture(bytes, wishes, tools),
    isUnreadable: (error) => error instanceof PictureError,
  }
})
