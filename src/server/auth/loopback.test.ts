import { describe, expect, it } from 'vitest'
import { answersTo, isLoopbackHost } from './loopback'

describe('the name that a server is asked by', () => {
  it.each([
    ['127.0.0.1', 'localhost:4750', true],
    ['127.0.0.1', '[::1]:4750', true],
    ['::1', '[::1]:4750', true],
    ['FD00:0::1', '[fd00::1]:4750', true],
    ['fe80::1%eth0', '[fe80::1]', true],
    ['klaar.voorbeeld.nl', 'Klaar.Voorbeeld.nl:443', true],
    ['::', 'klaar.voorbeeld.nl', true],
    ['0.0.0.0', 'klaar.voorbeeld.nl', true],
    ['fd00::1', '[fd00::2]:4750', false],
    ['::1', 'rebound.example:4750', false],
    ['127.0.0.1', undefined, false],
  ])('on %s, asked as %s: %s', (host, header, expected) => {
    expect(answersTo(host, header)).toBe(expected)
  })
})

describe('an address of this machine only', () => {
  it.each(['127.0.0.1', 'localhost', '::1', '0:0:0:0:0:0:0:1'])('is %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true)
  })

  it.each(['0.0.0.0', '::', 'fd00::1', '192.168.1.20'])('is not %s', (host) => {
    expect(isLoopbackHost(host)).toBe(false)
  })
})
