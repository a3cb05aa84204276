/** Who gives military aid: the map, and each figure with its line in the file. */
import { useEffect, useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import type { World } from '../../present/charts/index.ts'
import type { Giver, Givers } from '../../src/internal.ts'
import { fetchWorld } from '../cases.ts'
import type { Actions } from '../model.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { LineLink } from '../parts/line-link.tsx'

export function GiversSection({
  givers,
  seed,
  actions,
  level,
}: {
  givers: Givers
  seed: number
  actions: Actions
  /** Whether it stands alone in its view or below another map. */
  level: 1 | 2
}): React.ReactNode {
  const [world, setWorld] = useState<World | null>(null)
  useEffect(() => {
    void fetchWorld().then((found) => {
      setWorld(found as World)
    })
  }, [])
  const Heading = `h${level}` as const
  return (
    <section className="givers">
      <Heading>Who gives military aid</Heading>
      {world ? (
        <ChartView seed={seed} draw={(width) => charts.giversMap(givers, world, { width })} />
      ) : (
        <p role="status">Fetching the map…</p>
      )}
      {givers.provenance.note && <p>{givers.provenance.note}</p>}
      <details>
        <summary>Each figure with its line in the file</summary>
        <ul>
          {[...givers.countries]
            .sort((a, b) => b.military - a.military)
            .map((giver) => (
              <Figure key={giver.country} giver={giver} unit={givers.unit} actions={actions} />
            ))}
        </ul>
      </details>
    </section>
  )
}

function Figure({ giver, unit, actions }: { giver: Giver; unit: string; actions: Actions }): React.ReactNode {
  const { name, military, asOf, provenance } = giver
  return (
    <li>
      <LineLink line={provenance.place.line} actions={actions}>
        {name}, {military} {unit}
      </LineLink>
      {provenance.source.join('; ')} ({asOf}){provenance.note ? `: ${provenance.note}` : ''}
    </li>
  )
}
