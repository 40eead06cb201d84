/** What this browser can do, found out in one place. Functions, since some answers change. */

export const capabilities = {
  passkeys: () => 'PublicKeyCredential' in globalThis,
  serviceWorker: () => 'serviceWorker' in navigator,
  push: () => 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis,
  /** 'default' means that nobody has been asked yet. */
  notifications: (): NotificationPermission | 'unsupported' =>
    'Notification' in globalThis ? Notification.permission : 'unsupported',
  isInstalled: () =>
    globalThis.matchMedia('(display-mode: standalone)').matches ||
    (navigator as Navigator & { standalone?: boolean }).standalone === true,
  /** iPhones and iPads push only to apps on the Home Screen. */
  isApplePhone: () =>
    /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1),
  /** The person has made text half as large again, or more: bars that stay in place would cover the page. */
  hasLargeText: () => parseFloat(getComputedStyle(document.documentElement).fontSize) >= 24,
  share: () => 'share' in navigator,
  clipboard: () => 'clipboard' in navigator,
  online: () => navigator.onLine,
}
