import type { Models, Network, Tensor } from '@bonafide/engine'

/** A network answered nothing, or what is no number: it has not judged, and a distance of such answers means nothing. */
export class NetworkUnsound extends Error {
  readonly code = 'network-unsound'
  constructor(id: string) {
    super(`${id} gave no usable answer`)
  }
}

/** The models, except that an answer without numbers is a failure (security.md B8). */
export function soundModels(models: Models): Models {
  return {
    faceDetector: sound(models.faceDetector),
    faceMesh: sound(models.faceMesh),
    faceEyes: sound(models.faceEyes),
    faceEmbedder: sound(models.faceEmbedder),
    mrzReader: sound(models.mrzReader),
    textDetector: sound(models.textDetector),
    ...(models.faceAttributes === undefined ? {} : { faceAttributes: sound(models.faceAttributes) }),
    ...(models.editFinder === undefined ? {} : { editFinder: sound(models.editFinder) }),
    ...(models.antiSpoof === undefined ? {} : { antiSpoof: sound(models.antiSpoof) }),
    textReader: { ...sound(models.textReader), characters: models.textReader.characters },
  }
}

function sound<Kind extends Network>(network: Kind): Kind {
  return {
    ...network,
    async run(input) {
      const outputs = await network.run(input)
      if (outputs.length === 0 || !outputs.every(isSound)) throw new NetworkUnsound(network.id)
      return outputs
    },
  }
}

function isSound({ data }: Tensor): boolean {
  return data.length > 0 && data.every(Number.isFinite)
}
