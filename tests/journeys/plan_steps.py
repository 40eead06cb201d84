"""Steps of the journeys through a plan: Alex has one, and uses it in a browser that can speak."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.journeys.plan_played import Written
from tests.journeys.steps import Steps, heading

USE = "/my-plan/use"

# What a browser with an English voice of its own would say, written down instead.
SPEAKS = """
(() => {
  const said = (window.said = [])
  const voice = { lang: 'en-GB', localService: true, name: 'Voice', default: true, voiceURI: 'voice' }
  window.SpeechSynthesisUtterance = function (text) { this.text = text }
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => [voice],
    speak: ({ text, lang }) => said.push(`${lang}: ${text}`),
    cancel: () => sessionStorage.setItem('said.stopped', said.length),
  })
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis })
})()
"""


class PlanSteps(Steps):
    plan: Written

    def given_alex_has_a_plan(self, **more: Any) -> None:
        self.alex = self.stage.phone(**more)
        self.alex.context.add_init_script(SPEAKS)
        self.stage.sign_in("alex", self.alex)
        self.plan = Written(self.alex)

    def when_alex_uses_the_plan(self) -> None:
        self.alex.go(USE)
        expect(heading(self.alex.page, "How I know it is getting harder")).to_be_visible()
