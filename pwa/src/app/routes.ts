/**
 * Every page of the app and who may open it. Signed out and signed in are different tables, so that a private
 * page cannot be reached by mistake. Pages are fetched when they are first opened.
 */
import type { Me } from '../shared/api-types'
import { providersSoon } from '../shared/providers'
import { page, type LazyPage } from './page'

export type Table = Readonly<Record<string, LazyPage>>

/** Drawn with its ways in, all at once: the list is asked for while the page is fetched. */
export const WelcomePage = page(() => Promise.all([import('../identity/WelcomePage'), providersSoon()]).then(([module]) => module), 'WelcomePage')
export const HomePage = page(() => import('./home/HomePage'), 'HomePage')
export const RequestsPage = page(() => import('../step-up/RequestsPage'), 'RequestsPage')
export const NotFoundPage = page(() => import('./NotFoundPage'), 'NotFoundPage')
const ConversationPage = page(() => import('../dialog-plus/ConversationPage'), 'ConversationPage')
const PlanOfActionsPage = page(() => import('../dialog-plus/PlanPage'), 'PlanPage')
const AddNotePage = page(() => import('../step-up/AddNotePage'), 'AddNotePage')

/** Open to everybody, signed in or not, reached or not. */
export const everybody: Table = {
  '/urgent-help': page(() => import('./UrgentHelpPage'), 'UrgentHelpPage'),
  '/privacy': page(() => import('./PrivacyPage'), 'PrivacyPage'),
  '/my-plan/now': page(() => import('../safety-plan/keeping/NowPage'), 'NowPage'),
  '/my-plan/use': page(() => import('../safety-plan/using/UsePage'), 'UsePage'),
  '/look': page(() => import('./LookPage'), 'LookPage'),
  '/sign-in/code': page(() => import('../identity/CodePage'), 'CodePage'),
  '/sign-in/link': page(() => import('../identity/LinkPage'), 'LinkPage'),
  '/sign-in/back': page(() => import('../identity/BackPage'), 'BackPage'),
  '/join': page(() => import('../sharing/JoinPage'), 'JoinPage'),
  '/trusted': page(() => import('../sharing/trusted/TrustedPage'), 'TrustedPage'),
  '/help-for-carers': page(() => import('../carers/HelpPage'), 'HelpPage'),
  '/tell/:teamId': page(() => import('../carers/PublicTellPage'), 'PublicTellPage'),
  '/demo/messages': page(() => import('./DemoMessagesPage'), 'DemoMessagesPage'),
}

/** A screen on the wall whose session has ended says so in large letters; the sign-in itself is one link away. */
const WallOverPage = page(() => import('../wall/WallOverPage'), 'WallOverPage')

export const signedOut: Table = { '/': WelcomePage, '/team/wall': WallOverPage, ...everybody }

/** Signed in, whoever it is. */
export const anybodySignedIn: Table = {
  '/devices': page(() => import('../notifications/DevicesPage'), 'DevicesPage'),
  '/account': page(() => import('../identity/AccountPage'), 'AccountPage'),
  '/support': page(() => import('../carers/SupportPage'), 'SupportPage'),
  '/support/:recordId': page(() => import('../carers/SupportPersonPage'), 'SupportPersonPage'),
  '/support/:recordId/tell': page(() => import('../carers/TellPage'), 'TellPage'),
  '/records/:recordId/goals': page(() => import('../goals/TheirGoalsPage'), 'TheirGoalsPage'),
  '/records/:recordId/how-life-is': page(() => import('../outcomes/results/TheirHowLifeIsPage'), 'TheirHowLifeIsPage'),
  '/records/:recordId/safety-plan': page(() => import('../safety-plan/theirs/TheirPlanPage'), 'TheirPlanPage'),
  '/records/:recordId/working-on': page(() => import('../dialog-plus/TheirWorkingOnPage'), 'TheirWorkingOnPage'),
  '/records/:recordId/plans/:id': PlanOfActionsPage,
  '/open/:deliveryId': page(() => import('../notifications/OpenPage'), 'OpenPage'),
}

/** Signed in, and nothing is open to them yet. */
export const newcomer: Table = {
  '/waiting': page(() => import('../admission/WaitingPage'), 'WaitingPage'),
}

export const person: Table = {
  '/': HomePage,
  '/ask': page(() => import('../step-up/AskPage'), 'AskPage'),
  '/my-plan/phone': page(() => import('../safety-plan/keeping/PhonePage'), 'PhonePage'),
  '/my-plan/afterwards': page(() => import('../safety-plan/using/AfterwardsPage'), 'AfterwardsPage'),
  '/my-requests': page(() => import('../step-up/MyRequestsPage'), 'MyRequestsPage'),
  '/my-requests/:id': page(() => import('../step-up/MyRequestPage'), 'MyRequestPage'),
  '/my-requests/:id/withdraw': page(() => import('../step-up/WithdrawPage'), 'WithdrawPage'),
  '/my-requests/:id/note': AddNotePage,
  '/my-requests/:id/afterwards': page(() => import('../step-up/AfterwardsPage'), 'AfterwardsPage'),
  '/people': page(() => import('../sharing/people/MyPeoplePage'), 'MyPeoplePage'),
  '/people/stop-all': page(() => import('../sharing/people/StopAllPage'), 'StopAllPage'),
  '/people/invite': page(() => import('../sharing/inviting/InviteSomebodyPage'), 'InviteSomebodyPage'),
  '/people/:id': page(() => import('../sharing/people/OnePersonPage'), 'OnePersonPage'),
  '/people/:id/change': page(() => import('../sharing/people/ChangePage'), 'ChangePage'),
  '/people/:id/stop': page(() => import('../sharing/people/StopPage'), 'StopPage'),
  '/people/:id/link': page(() => import('../sharing/people/LinkPage'), 'LinkPage'),
  '/my-plan': page(() => import('../safety-plan/writing/MyPlanPage'), 'MyPlanPage'),
  '/my-plan/sections/:heading': page(() => import('../safety-plan/writing/SectionPage'), 'SectionPage'),
  '/my-plan/photos': page(() => import('../safety-plan/reading/PhotosPage'), 'PhotosPage'),
  '/my-plan/versions': page(() => import('../safety-plan/reading/VersionsPage'), 'VersionsPage'),
  '/my-plan/versions/:version': page(() => import('../safety-plan/reading/VersionPage'), 'VersionPage'),
  '/my-plan/agree': page(() => import('../safety-plan/reading/AgreePage'), 'AgreePage'),
  '/my-plan/paper': page(() => import('../safety-plan/reading/PaperPage'), 'PaperPage'),
  '/goals': page(() => import('../goals/GoalsPage'), 'GoalsPage'),
  '/goals/new': page(() => import('../goals/NewGoalPage'), 'NewGoalPage'),
  '/goals/:id': page(() => import('../goals/GoalPage'), 'GoalPage'),
  '/goals/:id/change': page(() => import('../goals/ChangeGoalPage'), 'ChangeGoalPage'),
  '/working-on': page(() => import('../dialog-plus/WorkingOnPage'), 'WorkingOnPage'),
  '/working-on/:id': ConversationPage,
  '/plans/:id': PlanOfActionsPage,
  '/about-me': page(() => import('../about-me/AboutMePage'), 'AboutMePage'),
  '/how-life-is': page(() => import('../outcomes/results/HowLifeIsPage'), 'HowLifeIsPage'),
  '/questions/:instrument': page(() => import('../outcomes/questions/QuestionsPage'), 'QuestionsPage'),
  '/sharing': page(() => import('../sharing/SharingPage'), 'SharingPage'),
  '/who-has-looked': page(() => import('../sharing/WhoHasLookedPage'), 'WhoHasLookedPage'),
}

export const worker: Table = {
  '/requests': RequestsPage,
  '/requests/:id': page(() => import('../step-up/RequestPage'), 'RequestPage'),
  '/requests/:id/answer': page(() => import('../step-up/AnswerPage'), 'AnswerPage'),
  '/requests/:id/contact': page(() => import('../step-up/ContactPage'), 'ContactPage'),
  '/requests/:id/plan': page(() => import('../step-up/PlanPage'), 'PlanPage'),
  '/requests/:id/close': page(() => import('../step-up/ClosePage'), 'ClosePage'),
  '/requests/:id/transfer': page(() => import('../step-up/TransferPage'), 'TransferPage'),
  '/requests/:id/note': AddNotePage,
  '/caseload': page(() => import('../care/PeoplePage'), 'PeoplePage'),
  '/caseload/invite': page(() => import('./InvitePage'), 'InvitePage'),
  '/caseload/:recordId': page(() => import('../carers/CaseloadPersonPage'), 'CaseloadPersonPage'),
  '/records/:recordId/nhs-number': page(() => import('../admission/NhsNumberPage'), 'NhsNumberPage'),
  '/emergency': page(() => import('../sharing/emergency/EmergencyPage'), 'EmergencyPage'),
  '/emergency/reviews': page(() => import('../sharing/emergency/EmergencyReviewsPage'), 'EmergencyReviewsPage'),
  '/emergency/:recordId': page(() => import('../sharing/emergency/EmergencyRecordPage'), 'EmergencyRecordPage'),
  '/messages': page(() => import('../carers/MessagesPage'), 'MessagesPage'),
  '/records/:recordId/working-on/:id': ConversationPage,
  '/rota': page(() => import('../rota/WeekPage'), 'WeekPage'),
  '/rota/mine': page(() => import('../rota/MinePage'), 'MinePage'),
  '/rota/hours': page(() => import('../rota/HoursPage'), 'HoursPage'),
  '/rota/rotations': page(() => import('../rota/RotationsPage'), 'RotationsPage'),
  '/rota/rotations/:id': page(() => import('../rota/RotationPage'), 'RotationPage'),
  '/rota/override': page(() => import('../rota/OverridePage'), 'OverridePage'),
  '/rota/away': page(() => import('../rota/AwayPage'), 'AwayPage'),
  '/team': page(() => import('../care/TeamPage'), 'TeamPage'),
  '/team/figures': page(() => import('../outcomes/figures/FiguresPage'), 'FiguresPage'),
  '/team/wall': page(() => import('../wall/WallPage'), 'WallPage'),
  '/team/ladder': page(() => import('../ladder/LadderPage'), 'LadderPage'),
  '/team/members/:accountId/hand-over': page(() => import('../hand-over/HandOverPage'), 'HandOverPage'),
  '/records/:recordId/questions/:instrument': page(() => import('../outcomes/questions/ForThemPage'), 'ForThemPage'),
  '/records/:recordId/ask': page(() => import('../outcomes/results/AskForPage'), 'AskForPage'),
}

/** Whether anything at all is open to this account. */
export function hasPlace({ is_person, is_worker, is_trusted }: Pick<Me, 'is_person' | 'is_worker' | 'is_trusted'>): boolean {
  return is_person || is_worker || is_trusted
}

/** What this account may open: one account can be a person and a worker. */
export function signedIn(me: Pick<Me, 'is_person' | 'is_worker' | 'is_trusted'>): Table {
  return {
    ...everybody,
    ...anybodySignedIn,
    ...(hasPlace(me) ? {} : newcomer),
    ...(me.is_worker ? worker : {}),
    ...(me.is_person ? person : {}),
  }
}

/** Every address there is, for telling "sign in to see this" from "there is no such page". */
export const allPaths: readonly string[] = Object.keys({ ...signedOut, ...newcomer, ...signedIn({ is_person: true, is_worker: true, is_trusted: true }) })
