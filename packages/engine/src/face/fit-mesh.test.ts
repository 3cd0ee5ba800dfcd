import { describe, expect, it } from 'vitest'
import { cropSimilarity } from '../image/similarity.ts'
import { meshInPicture, placeOfDetection } from './fit-mesh.ts'
import { MESH_SIZE, meshPoint } from './mesh-points.ts'

describe('the mesh', () => {
  it('is brought from the upright crop back to where the face is in the picture, depth in the same unit', () => {
    const crop = { centre: { x: 100, y: 50 }, side: 384, angleRad: Math.PI / 2 }
    const points = new Float32Array(3 * MESH_SIZE)
    points.set([95.5, 95.5, 10], 0)
    points.set([105.5, 95.5, -10], 3)
    const mesh = meshInPicture(points, cropSimilarity(crop, 192), 2)
    expect(meshPoint(mesh, 0)).toEqual({ x: 100, y: 50, z: 20 })
    expect(meshPoint(mesh, 1).x).toBeCloseTo(100, 4)
    expect(meshPoint(mesh, 1).y).toBeCloseTo(70, 4)
    expect(meshPoint(mesh, 1).z).toBe(-20)
  })

  it('is laid along the line of the detected eyes', () => {
    const eyes = [
      { x: 0, y: 0 },
      { x: 10, y: 10 },
    ]
    const place = placeOfDetection({ box: { x: 0, y: 0, width: 10, height: 10 }, score: 1, points: eyes })
    expect(place.angleRad).toBeCloseTo(Math.PI / 4, 9)
  })
})
