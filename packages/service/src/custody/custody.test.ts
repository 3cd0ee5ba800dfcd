import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Custody, createCustody } from './custody.ts'

const text = (value: string) => new TextEncoder().encode(value)
const masterKey = () => new Uint8Array(randomBytes(32))

function newTenant(custody: Custody, id = 'tenant-1') {
  return { id, wrappedKey: custody.newTenantKey(id) }
}

function newTransaction(custody: Custody, tenant: { id: string; wrappedKey: Uint8Array }, id = 'tx-1') {
  return { id, wrappedKey: custody.create(tenant, id) }
}

describe('custody', () => {
  it('opens under the same transaction and field what it sealed, and shows nothing of it', () => {
    const custody = createCustody(masterKey())
    const tenant = newTenant(custody)
    const vault = custody.open(tenant, newTransaction(custody, tenant))
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ minLength: 8 }), (field, bytes) => {
        const sealed = vault.seal(field, bytes)
        expect(vault.open(field, sealed)).toEqual(bytes)
        expect(Buffer.from(sealed).includes(Buffer.from(bytes))).toBe(false)
      }),
    )
  })

  it('opens nothing that was moved to another field, transaction or tenant', () => {
    const custody = createCustody(masterKey())
    const [tenant, other] = [newTenant(custody, 'tenant-1'), newTenant(custody, 'tenant-2')]
    const transaction = newTransaction(custody, tenant, 'tx-1')
    const sealed = custody.open(tenant, transaction).seal('name', text('x'))
    const broken = expect.objectContaining({ code: 'seal-broken' })
    expect(() => custody.open(tenant, transaction).open('number', sealed)).toThrow(broken)
    expect(() => custody.open(tenant, newTransaction(custody, tenant, 'tx-2')).open('name', sealed)).toThrow(broken)
    expect(() => custody.open(tenant, { ...transaction, id: 'tx-2' })).toThrow(broken)
    expect(() => custody.open(other, transaction)).toThrow(broken)
    expect(() => custody.open({ ...tenant, id: 'tenant-2' }, transaction)).toThrow(broken)
    expect(() => custody.tenant(tenant).open('name', sealed)).toThrow(broken)
  })

  it('opens nothing under another master key, and takes only 32 bytes for one', () => {
    const custody = createCustody(masterKey())
    const tenant = newTenant(custody)
    expect(() => createCustody(masterKey()).tenant(tenant)).toThrow(expect.objectContaining({ code: 'seal-broken' }))
    expect(() => createCustody(new Uint8Array(31))).toThrow(expect.objectContaining({ code: 'master-key-invalid' }))
  })

  it('gives every transaction a key and every sealing a salt of its own', () => {
    const custody = createCustody(masterKey())
    const tenant = newTenant(custody)
    const vault = custody.open(tenant, newTransaction(custody, tenant))
    const sealed = Array.from({ length: 50 }, () => Buffer.from(vault.seal('f', text('same'))).toString('hex'))
    expect(new Set(sealed).size).toBe(50)
    const [a, b] = [newTransaction(custody, tenant), newTransaction(custody, tenant)]
    expect(custody.open(tenant, a).mac('label', 'text')).not.toBe(custody.open(tenant, b).mac('label', 'text'))
  })

  it('gives what is written and pictures a key each, and destroys either alone', () => {
    const custody = createCustody(masterKey())
    const tenant = newTenant(custody)
    const transaction = newTransaction(custody, tenant)
    const vault = custody.open(tenant, transaction)
    const [written, picture] = [vault.seal('f', text('x')), vault.pictures.seal('f', text('y'))]
    const broken = expect.objectContaining({ code: 'seal-broken' })
    expect(() => vault.open('f', picture)).toThrow(broken)
    const without = (half: 'text' | 'pictures', from = transaction) => ({
      id: from.id,
      wrappedKey: custody.withoutKey(tenant, from, half),
    })
    const noPictures = custody.open(tenant, without('pictures'))
    expect(noPictures.open('f', written)).toEqual(text('x'))
    expect(() => noPictures.pictures.open('f', picture)).toThrow(broken)
    expect(() => noPictures.pictures.seal('f', text('z'))).toThrow(broken)
    const noText = custody.open(tenant, without('text'))
    expect(noText.pictures.open('f', picture)).toEqual(text('y'))
    expect(() => noText.open('f', written)).toThrow(broken)
    expect(() => noText.mac('label', 'text')).toThrow(broken)
    const nothing = custody.open(tenant, without('text', without('pictures')))
    expect(() => nothing.pictures.open('f', picture)).toThrow(broken)
    expect(() => nothing.open('f', written)).toThrow(broken)
  })

  it('computes macs that depend on key, label and text', () => {
    const custody = createCustody(masterKey())
    const tenant = newTenant(custody)
    const transaction = newTransaction(custody, tenant)
    const mac = custody.open(tenant, transaction).mac('label', 'text')
    expect(mac).toMatch(/^[0-9a-f]{64}$/)
    expect(custody.open(tenant, transaction).mac('label', 'text')).toBe(mac)
    expect(custody.open(tenant, transaction).mac('labelt', 'ext')).not.toBe(mac)
  })
})
