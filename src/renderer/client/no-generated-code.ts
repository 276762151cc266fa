import { z } from 'zod'

// Imported before everything else of a page. Schemas turn themselves into code where they can, and find out by trying at the moment
// they are made; our security policy forbids that, and reports even the attempt.
z.config({ jitless: true })
