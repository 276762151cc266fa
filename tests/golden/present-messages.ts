// One example of every message of the present version, as full as it can be. `npm run golden` writes them down; a version that was
// released is never written again, so a change here that matters comes with a new `protocolVersion`.

const clientId = '4e6c1a3f-6f0e-4a55-9d0f-0a6b8b4a1c11'
const epoch = '9a1d8d8e-3f7e-4a7e-8f43-0b1f6b2c7d22'
const noteId = '01938f00-0000-7000-8000-000000000001'
const contactmomentId = '01938f00-0000-7000-8000-000000000002'
const pogingId = '01938f00-0000-7000-8000-000000000003'
const at = '2026-11-24T09:00:00.000Z'
const later = '2026-11-24T09:15:00.000Z'

const note = {
  id: noteId,
  contactmomentId,
  afdelingId: 'burgerzaken',
  aangemaaktDoor: 'anna-demo',
  aangemaaktOp: at,
  naam: 'Test (demo)',
  telefoonnummer: '+31612345678',
  gevraagdeHandeling: 'Terugbellen over een afspraak',
  toelichting: '',
  bellenVoor: '2026-11-25T11:00:00.000Z',
  status: 'geclaimd',
  claim: { houder: 'bram-demo', token: 3, tot: later },
  pogingen: [
    {
      id: pogingId,
      door: 'bram-demo',
      op: at,
      gemeldOp: at,
      resultaat: 'voicemail',
      toelichting: '',
      buitenClaim: false,
    },
  ],
  uitkomst: '',
  afgehandeldOp: null,
}
const row = { op: 'upsert', scope: 'afd:burgerzaken', entity: 'terugbelnotitie', id: noteId, version: 4, state: note }
const removal = { op: 'remove', scope: 'u:anna-demo', entity: 'terugbelnotitie', id: noteId }
const contactmoment = {
  id: contactmomentId,
  kanaal: 'telefoon',
  resultaat: 'terugbelnotitie',
  onderwerp: 'Afspraak',
  inhoud: '',
  interneToelichting: '',
  naam: 'Test (demo)',
  telefoonnummer: '+31612345678',
  artikelIds: [],
  plaatsgevondenOp: at,
}

const intents = [
  { no: 4, name: 'contactmoment.registreer', args: contactmoment },
  {
    no: 5,
    name: 'terugbelnotitie.create',
    args: {
      id: noteId,
      contactmomentId,
      afdelingId: 'burgerzaken',
      aangemaaktOp: at,
      naam: 'Test (demo)',
      telefoonnummer: '+31612345678',
      gevraagdeHandeling: 'Terugbellen over een afspraak',
      toelichting: '',
      bellenVoor: '2026-11-25T11:00:00.000Z',
    },
  },
  { no: 6, name: 'terugbelnotitie.claim', args: { id: noteId } },
  { no: 7, name: 'terugbelnotitie.verlengClaim', args: { id: noteId, token: 3 } },
  {
    no: 8,
    name: 'terugbelnotitie.registreerPoging',
    args: { id: noteId, pogingId, op: at, resultaat: 'voicemail', toelichting: '', token: 3 },
  },
  {
    no: 9,
    name: 'terugbelnotitie.handelAf',
    args: { id: noteId, uitkomst: 'Gebeld', token: 3, poging: { id: pogingId, op: at } },
  },
  { no: 10, name: 'terugbelnotitie.geefClaimVrij', args: { id: noteId, token: 3 } },
  { no: 11, name: 'terugbelnotitie.breekClaim', args: { id: noteId, reden: 'Ziek naar huis' } },
]

const {
  interneToelichting: _intern,
  artikelIds: _artikelen,
  ...seenContactmoment
} = {
  ...contactmoment,
  medewerkerId: 'anna-demo',
}

export const presentMessages: Readonly<Record<string, unknown>> = {
  'hello-request': {
    clientId,
    protocol: { min: 1, max: 2 },
    appVersion: '0.1.0',
    settledNo: 3,
    holds: ['t', 'afd:burgerzaken'],
  },
  'hello-response': {
    protocol: 2,
    epoch,
    medewerkerId: 'anna-demo',
    gemeente: 'Gemeente Voorbeeld',
    scopes: ['t', 'u:anna-demo', 'afd:burgerzaken'],
    purges: ['afd:belastingen'],
    serverTime: at,
    lastMutationNo: 3,
    limits: { offlineDays: 14, checkSeconds: 900 },
  },
  'purged-request': { clientId, scopes: ['afd:belastingen'] },
  'purged-response': {},
  'snapshot-header': { kind: 'header', epoch, cursor: '1200' },
  'snapshot-row': { kind: 'row', key: '1200/terugbelnotitie/1', row },
  'snapshot-end': { kind: 'end', rows: 1 },
  'pull-request': {
    clientId,
    epoch,
    cursors: [{ scope: 't', cursor: '1200' }],
    check: true,
    diverged: ['afd:burgerzaken'],
  },
  'pull-response': {
    rows: [row, removal],
    cursors: [{ scope: 't', cursor: '1210' }],
    more: false,
    lastMutationNo: 3,
    sums: [{ scope: 't', entity: 'kennisartikel', rows: 134, sum: '1234567890123456789' }],
    serverTime: at,
  },
  'push-request': { clientId, epoch, intents },
  'push-response': {
    outcomes: [
      { kind: 'applied', no: 4 },
      { kind: 'rejected', no: 5, error: { code: 'conflict', reason: 'claim_vervallen', current: note } },
      { kind: 'retry', no: 6 },
    ],
  },
  'claim-next-request': { clientId, requestId: '7f1f5f0e-2a77-4d34-8d11-5f2b0f7e9d33', afdelingId: null },
  'claim-next-response': { notitieId: noteId },
  'klantbeeld-request': { clientId, telefoonnummer: '+31612345678', doel: 'gesprek' },
  'klantbeeld-response': {
    klant: 'k:abcdef',
    contactmomenten: [seenContactmoment],
    terugbelnotities: [
      {
        id: noteId,
        afdelingId: 'burgerzaken',
        aangemaaktOp: at,
        gevraagdeHandeling: 'Terugbellen over een afspraak',
        bellenVoor: '2026-11-25T11:00:00.000Z',
        status: 'open',
        uitkomst: '',
        afgehandeldOp: null,
      },
    ],
    opgehaaldOp: at,
    verlooptOp: later,
  },
  'live-poke': { kind: 'poke' },
  'live-delta': { kind: 'delta', from: '1200', to: '1201', rows: [row] },
  'live-at': { kind: 'at', cursor: '1200' },
  'live-rehello': { kind: 'rehello' },
  'live-drain': { kind: 'drain', retryAfterMs: 1500 },
  'live-ping': { kind: 'ping' },
  'live-pong': { kind: 'pong' },
  'live-poll-request': { clientId, at: '1200' },
  'live-poll-response': { frames: [{ kind: 'poke' }] },
  'live-at-request': { clientId, cursor: '1200' },
  problem: {
    type: 'about:blank',
    title: 'Busy',
    status: 503,
    error: { code: 'busy', retryAfterSeconds: 2 },
  },
  'demo-sign-in-request': { medewerkerId: 'anna-demo' },
  'signed-in': {
    token: 'x'.repeat(43),
    expiresAt: later,
    gemeente: 'Gemeente Voorbeeld',
    medewerker: { id: 'anna-demo', naam: 'Anna (demo)', rol: 'telefonist', afdelingId: 'kcc' },
  },
  'demo-medewerkers': {
    gemeente: 'Gemeente Voorbeeld',
    medewerkers: [{ id: 'anna-demo', naam: 'Anna (demo)', rol: 'telefonist', afdelingId: 'kcc' }],
  },
}
