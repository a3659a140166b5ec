await import('./scripts/resolve.ts')
const { connectAs } = await import('./db/where.ts')
const { pool } = connectAs('muster_owner', { DATA_DIR: '.data' })
for (const q of process.argv.slice(2)) { const { rows } = await pool.query(q); console.log(JSON.stringify(rows, (_, v) => typeof v === "bigint" ? String(v) : v)) }
await pool.end()
