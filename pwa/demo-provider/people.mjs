// Who there is: people with their level of proof, staff with their roles. Journeys put further ones beside them.
export const LEVELS = ['P9', 'P5', 'P0']

// Numbers that begin with 999 are for tests: no patient has one.
export const PEOPLE = [
  { key: 'alex', name: 'Alex Morgan', who: 'has a record with this NHS number', level: 'P9', nhs_number: '9990000018' },
  { key: 'kim', name: 'Kim Doyle', who: 'new here, has not shown a document yet', level: 'P5', nhs_number: '9990000026' },
  { key: 'noor', name: 'Noor Aziz', who: 'new here, has shown a passport', level: 'P9', nhs_number: '9990000034' },
  { key: 'jo', name: 'Jo Hart', who: 'Alex’s friend, e-mail and phone only', level: 'P0' },
]

// What a trust may give somebody. The last one fits none of the demo's rules.
export const ROLES = {
  worker: { org_code: 'RX1', org_name: 'RIVERS NHS FOUNDATION TRUST', role_code: 'S8000:G8000:R8001', role_name: 'Community Practitioner' },
  duty: { org_code: 'RX1', org_name: 'RIVERS NHS FOUNDATION TRUST', role_code: 'S8000:G8000:R8002', role_name: 'Duty Practitioner' },
  lead: { org_code: 'RX1', org_name: 'RIVERS NHS FOUNDATION TRUST', role_code: 'S8000:G8000:R8003', role_name: 'Team Manager' },
  clerk: { org_code: 'RX9', org_name: 'ANOTHER NHS TRUST', role_code: 'S8000:G8001:R8010', role_name: 'Clerk' },
}

export const STAFF = [
  { key: 'asha', name: 'Asha Begum', who: 'is in the demo already: add this to her account first', roles: ['worker'] },
  { key: 'ravi', name: 'Ravi Shah', who: 'a new worker, whose role lets him in', roles: ['worker'] },
  { key: 'grace', name: 'Grace Lee', who: 'team lead: add this to her account first', roles: ['lead'] },
  { key: 'nadia', name: 'Nadia Clarke', who: 'her role fits no rule', roles: ['clerk'] },
]

/** What userinfo says of a person, as NHS login does. */
export function claimsOfPerson(person, level) {
  const [given, ...family] = person.name.split(' ')
  return {
    given_name: given,
    family_name: family.join(' ').toUpperCase(),
    birthdate: person.birthdate ?? '1990-05-17',
    identity_proofing_level: level,
    email: `${person.key}@example.org`,
    email_verified: true,
    phone_number: '+447700900199',
    phone_number_verified: true,
    // Who has shown nothing but an e-mail address was matched to no number.
    ...(person.nhs_number && level !== 'P0' && { nhs_number: person.nhs_number }),
  }
}

/** What userinfo says of a member of staff, as CIS2 does. */
export function claimsOfStaff(person) {
  const roles = person.roles.map((role, place) => ({ ...(ROLES[role] ?? role), person_roleid: `${person.key}-${place + 1}` }))
  return {
    name: person.name,
    nhsid_useruid: person.sub,
    display_name: person.name,
    idassurancelevel: 3,
    nhsid_nrbac_roles: roles,
    ...(roles[0] && { selected_roleid: roles[0].person_roleid }),
  }
}
