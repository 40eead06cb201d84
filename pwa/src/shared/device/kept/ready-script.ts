/**
 * The few lines that run on the ready page; without them all its words and links are there too.
 *
 * - What was left in a hurry, or is being wiped, is not shown: the first is led to the neutral place, the second to the app, which finishes it.
 * - Removed on another page of this browser while it shows: it goes at once.
 * - The quick way out, by its link and by Shift three times. - Says when the copy is old.
 * - Reads aloud, by a voice that lies on the phone: others send the words away.
 *
 * Asking for voices, and for what this page does not need before its first picture, takes a slow phone its time: the words come first.
 */
export const readyScript = `(function(){
var d=document,e=d.documentElement,w=window,times=[],gone,away='https://www.bbc.co.uk/weather';
function get(s,k){try{return w[s].getItem(k)}catch(_){return null}}
function blank(to){e.hidden=true;e.replaceChildren();location.replace(to)}
function leave(v){gone=1;try{sessionStorage.setItem('waymark.left',away)}catch(_){}d.title='Weather';blank(away);if(v)v.preventDefault()}
function back(){var n=performance.getEntriesByType('navigation')[0];return n&&n.type==='back_forward'}
function check(){
if(back()&&get('sessionStorage','waymark.left')){d.title='Weather';return blank(away)}
if(get('localStorage','waymark.kept-ending')==='wiping'||get('localStorage','waymark.leaving')==='wiping-all')blank('/')}
check();
if(get('localStorage','waymark.look')==='plain')d.title='Notebook';
w.addEventListener('pageshow',function(v){if(!v.persisted)return;e.hidden=true;if(get('sessionStorage','waymark.left'))leave();else location.reload()});
w.addEventListener('storage',function(v){if((v.key==='waymark.kept'||v.key===null)&&!v.newValue)blank('/')});
w.addEventListener('keydown',function(v){if(v.repeat)return;var n=v.timeStamp;
times=v.key==='Shift'?times.filter(function(t){return n-t<5000}).concat(n):[];if(times.length>2)leave()});
d.addEventListener('DOMContentLoaded',function(){
var out=d.querySelector('.leave'),at=d.getElementById('as-of'),read=d.getElementById('read'),say=w.speechSynthesis;
if(!out)return;
out.addEventListener('click',leave);
if(d.title==='Notebook')d.querySelector('.name').textContent=d.title;
if(Date.now()-Date.parse(at.dataset.at)>2592e6)d.getElementById('old').hidden=false;
function later(run){requestAnimationFrame(function(){setTimeout(run)})}
later(function(){if(!gone)try{sessionStorage.removeItem('waymark.left')}catch(_){}});
if(!say||!w.SpeechSynthesisUtterance)return;
var start=read.textContent,voice;
function look(){voice=say.getVoices().filter(function(v){return v.localService&&/^en/i.test(v.lang)})[0];read.hidden=!voice}
function stop(){say.cancel();read.textContent=start}
later(function(){look();say.addEventListener('voiceschanged',look)});
read.addEventListener('click',function(){
if(read.textContent!==start)return stop();
say.cancel();read.textContent=read.dataset.stop;
var parts=d.querySelectorAll('#plan h2,#plan h3,#plan .said'),left=parts.length;
if(!left)stop();
parts.forEach(function(p){var u=new SpeechSynthesisUtterance(p.textContent);u.voice=voice;u.lang=voice.lang;u.onend=function(){if(--left===0)stop()};say.speak(u)})});
d.addEventListener('visibilitychange',function(){if(d.hidden)stop()});
w.addEventListener('pagehide',function(){say.cancel()})})
})()`
