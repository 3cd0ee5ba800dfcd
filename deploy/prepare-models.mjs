// Converts the packaged networks into their cache folder, which becomes part of the image.
import { prepareModels } from '@bonafide/models-onnx'

await prepareModels()
