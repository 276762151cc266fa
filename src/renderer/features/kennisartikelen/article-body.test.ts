import { expect, test } from 'vitest'
import { parseArticleBody } from './article-body'

test('headings, paragraphs and lists of a plain text', () => {
  expect(parseArticleBody('Eerst dit.\nEn dit.\n\n## Kop\n\nU neemt mee:\n- een pasfoto\n- geld\n\nKlaar.')).toEqual([
    { kind: 'paragraph', text: 'Eerst dit. En dit.' },
    { kind: 'heading', text: 'Kop' },
    { kind: 'paragraph', text: 'U neemt mee:' },
    { kind: 'list', items: ['een pasfoto', 'geld'] },
    { kind: 'paragraph', text: 'Klaar.' },
  ])
})

test('an item that runs on over lines stays one item', () => {
  expect(parseArticleBody('- een pasfoto\n  van dit jaar\n- geld')).toEqual([
    { kind: 'list', items: ['een pasfoto van dit jaar', 'geld'] },
  ])
})

test('no text, no blocks', () => {
  expect(parseArticleBody(' \n\n')).toEqual([])
})
