// What an issuer remembers: gone when the process ends, kept when its keys roll over.
export function createMemoryAdapter() {
  const all = new Map()
  const adapter = (model) => new Memory(model, all)
  return Object.assign(adapter, { sessions: () => [...all].filter(([key]) => key.startsWith('Session:')).map(([, kept]) => kept) })
}

class Memory {
  constructor(model, all) {
    Object.assign(this, { model, all })
  }

  key(id) {
    return `${this.model}:${id}`
  }

  async upsert(id, kept) {
    this.all.set(this.key(id), kept)
  }

  async find(id) {
    return this.all.get(this.key(id))
  }

  async findByUid(uid) {
    return [...this.all].find(([key, kept]) => key.startsWith(`${this.model}:`) && kept.uid === uid)?.[1]
  }

  async consume(id) {
    this.all.get(this.key(id)).consumed = Math.floor(Date.now() / 1000)
  }

  async destroy(id) {
    this.all.delete(this.key(id))
  }

  async revokeByGrantId(grantId) {
    for (const [key, kept] of this.all) if (kept.grantId === grantId) this.all.delete(key)
  }
}
