import { cleanup, fireEvent, screen, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TeamFigures } from '../../shared/api-types'
import { asha } from '../../shared/testing/answers'
import { serve, show, type Table } from '../testing/show'
import { FiguresPage } from './FiguresPage'

const lead = { ...asha, teams: [{ id: 'b1', name: 'Riverside', role: 'lead' }] }
const figures: TeamFigures = {
  team: { id: 'b1', name: 'Riverside' }, month: '2026-11', months: ['2026-11', '2026-10'], least: 5,
  instruments: [{
    key: 'dialog', title: 'How my life is going', one_score: 24, paired: 12,
    items: [
      { item: 'job', words: 'Job situation', pairs: 12, improved: 7, same: 5, worse: 0, share_improved: 0.5833 },
      { item: 'family', words: 'Partner or family', pairs: 8, improved: null, same: null, worse: 6, share_improved: null },
    ],
  }],
}
const table: Table = {}

beforeEach(() => {
  Object.assign(table, { 'GET /api/teams/b1/outcomes': { body: figures } })
  serve(table)
})
afterEach(cleanup)
const open = (who = lead) => show(FiguresPage, '/team/figures', '/team/figures', who)
const row = (name: string) => within(screen.getByRole('row', { name: new RegExp(name) })).getAllByRole('cell').map((cell) => cell.textContent)

describe('figures of a team', () => {
  it('counts, with shares, and hides what is fewer than five', async () => {
    open()
    await screen.findByText('24')
    expect(row('Job situation')).toEqual(['12', '7', '5', '0', '58%'])
    expect(row('Partner or family')).toEqual(['8', 'under 5', 'under 5', '6', 'under 5'])
    screen.getByText(/Numbers below 5 are hidden/)
  })

  it('shows another month', async () => {
    table['GET /api/teams/b1/outcomes?month=2026-10'] = { body: { ...figures, month: '2026-10', instruments: [] } }
    open()
    fireEvent.change(await screen.findByLabelText('Up to the end of which month?'), { target: { value: '2026-10' } })
    await screen.findByText('Nothing to count in this month.')
    expect(screen.getByRole<HTMLOptionElement>('option', { name: 'October 2026' }).selected).toBe(true)
  })

  it('shows no table of nothing while there are too few pairs', async () => {
    table['GET /api/teams/b1/outcomes'] = { body: { ...figures, instruments: [{ ...figures.instruments[0]!, paired: null }] } }
    open()
    await screen.findByText(/Fewer than 5 people have a first and a later answer\./)
    expect(screen.queryByRole('table')).toBeNull()
  })

  it('is for leads', () => {
    open(asha)
    screen.getByText('Only the lead of a team sees its figures.')
  })
})
