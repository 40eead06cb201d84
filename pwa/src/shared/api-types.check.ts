/**
 * Holds the types that pages read against the service's own description (openapi.ts, by `npm run types`).
 * Nothing here runs: an answer that has changed its shape is an error of the type check, naming the type.
 */
import type * as Read from './api-types'
import type { components } from './openapi'

type Said = components['schemas']

/** Does not compile unless everything the service may say is something the page expects. */
type Fits<Saying extends Expected, Expected> = { saying: Saying; expected: Expected }

/** The same without the choices of a text, where the service's description does not name them. */
type Loose<T> = T extends string ? string : T extends object ? { [Key in keyof T]: Loose<T[Key]> } : T

export type AnswersFit = [
  Fits<Said['Me'], Read.Me>,
  Fits<Said['Drafts'], Read.KeptDrafts>,
  Fits<Said['DraftPlace'], Read.DraftPlace>,
  Fits<Said['ServiceView'], Read.ServiceInfo>,
  Fits<Said['CodeSent'], Read.CodeSent>,
  Fits<Said['SignedInDevice'], Read.SignedInDevice>,
  Fits<Said['Passkey'], Read.Passkey>,
  Fits<Said['Contact'], Loose<Read.Contact>>,
  Fits<Said['SectionChoice'], Loose<Read.SectionChoice>>,
  Fits<Said['InvitationMade'], Read.InvitationMade>,
  Fits<Said['InvitationRow'], Loose<Read.InvitationRow>>,
  Fits<Said['InvitationOpened'], Loose<Read.InvitationOpened>>,
  Fits<Said['TeamSharing'], Loose<Read.TeamSharing>>,
  Fits<Said['SharingView'], Loose<Read.MySharing>>,
  Fits<Said['TrustedPersonView'], Loose<Read.TrustedPerson>>,
  Fits<Said['TrustedInvited'], Loose<Read.TrustedInvited>>,
  Fits<Said['LinkAndCode'], Read.TrustedLink>,
  Fits<Said['SharingStopView'], Read.SharingStopped>,
  Fits<Said['TrustedOpened'], Loose<Read.TrustedOpened>>,
  Fits<Said['AccessEntry'], Read.AccessEntry>,
  Fits<Said['AccessLog'], Read.AccessLog>,
  Fits<Said['OwnReport'], Read.OwnReport>,
  Fits<Said['ReportRow'], Read.ReportRow>,
  Fits<Said['Found'], Read.FoundPerson>,
  Fits<Said['Emergency'], Read.Emergency>,
  Fits<Said['EmergencyAboutMe'], Loose<Read.EmergencyAboutMe>>,
  Fits<Said['ReviewRow'], Loose<Read.ReviewRow>>,
  Fits<Said['DueCount'], Read.DueCount>,
  Fits<Said['TeamView'], Read.TeamView>,
  Fits<Said['MyTeam'], Read.MyTeamAnswer>,
  Fits<Said['TeamOfMine'], Read.MyTeam>,
  Fits<Said['WorkersTeam'], Read.WorkerTeam>,
  Fits<Said['PersonRow'], Read.PersonRow>,
  Fits<Said['DeviceView'], Read.Device>,
  Fits<Said['DeviceList'], Read.DeviceList>,
  Fits<Said['QuietHoursView'], Read.QuietHours>,
  Fits<Said['DeliveryView'], Loose<Read.Delivery>>,
  Fits<Said['DemoMessageView'], Read.DemoMessage>,
  Fits<Said['StepUpLine'], Read.StepUpRow>,
  Fits<Said['StepUpView'], Read.StepUpView>,
  Fits<Said['Requests'], Read.Requests>,
  Fits<Said['SupportedPerson'], Read.SupportedPerson>,
  Fits<Said['Around'], Read.Around>,
  Fits<Said['PublicTeam'], Read.PublicTeam>,
  Fits<Said['SharedStepUp'], Read.SharedStepUp>,
  Fits<Said['AboutMe'], Read.AboutMe>,
  Fits<Said['OwnMessage'], Loose<Read.OwnMessage>>,
  Fits<Said['TeamMessage'], Read.TeamMessage>,
  Fits<Said['MessageAboutMe'], Read.MessageAboutMe>,
  Fits<Said['CarersHelp'], Read.CarersHelp>,
  Fits<Said['WorkingOn'], Loose<Read.WorkingOn>>,
  Fits<Said['ConversationView'], Loose<Read.Conversation>>,
  Fits<Said['ActionView'], Loose<Read.Action>>,
  Fits<Said['PlanView'], Loose<Read.Plan>>,
  Fits<Said['MyActions'], Loose<Read.MyActions>>,
  Fits<Said['GoalList'], Loose<Read.Goals>>,
  Fits<Said['Caseload'], Read.Caseload>,
  Fits<Said['InstrumentView'], Read.Instrument>,
  Fits<Said['ResponseView'], Loose<Read.QuestionnaireResponse>>,
  Fits<Said['AskView'], Read.QuestionnaireAsk>,
  Fits<Said['Outcomes'], Loose<Read.Outcomes>>,
  Fits<Said['TeamFigures'], Read.TeamFigures>,
  Fits<Said['SafetyPlanView'], Loose<Read.SafetyPlan>>,
  Fits<Said['PlanSuggestionView'], Loose<Read.PlanSuggestion>>,
  Fits<Said['PlanPhotoView'], Read.PlanPhoto>,
  Fits<Said['PlanVersionsView'], Loose<Read.PlanVersions>>,
  Fits<Said['PlanAtVersionView'], Loose<Read.PlanAtVersion>>,
  Fits<Said['PleaseDoView'], Read.PleaseDo>,
  Fits<Said['KeptPhones'], Read.KeptPhones>,
]
