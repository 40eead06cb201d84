/** What who has looked asks the service for. */
import { api } from '../../shared/api'
import type { AccessLog, EmergencyAboutMe, Id, OwnReport } from '../../shared/api-types'

export type Filter = { who: string; section: string; own: boolean }

export const everything: Filter = { who: '', section: '', own: false }
export const downloadAddress = '/api/access-log/download'

/** One page of the list; `before` is where the page before it ended. */
export function readLog({ who, section, own }: Filter, before: Id | null = null): Promise<AccessLog> {
  const asked = new URLSearchParams()
  if (who !== '') asked.set('who', who)
  if (section !== '') asked.set('section', section)
  if (own) asked.set('own', 'true')
  if (before !== null) asked.set('before', before)
  const query = asked.toString()
  return api.get<AccessLog>(query === '' ? '/api/access-log' : `/api/access-log?${query}`)
}

export const readEmergencies = async () =>
  (await api.get<{ emergencies: EmergencyAboutMe[] }>('/api/emergency/about-me')).emergencies

export const readOwnReports = async () => (await api.get<{ reports: OwnReport[] }>('/api/access-reports/mine')).reports

/** @param id made by this device, so that trying again is the same report */
export const reportOdd = (id: Id, entryId: Id | null, words: string) =>
  api.put<OwnReport>(`/api/access-reports/${id}`, { entry_id: entryId, words })
