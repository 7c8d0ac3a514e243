import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './checkout.mts'

const records = join(root, 'docs/adr')

/** Every decision record, under its own title. */
const decisions = readdirSync(records)
  .filter((file) => file.endsWith('.md'))
  .sort()
  .map((file) => ({
    text: readFileSync(join(records, file), 'utf8').match(/^# (.*)$/m)![1],
    link: `/adr/${file.replace('.md', '')}`,
  }))

const how = (name: string, text: string) => ({ text, link: `/how-to/${name}` })

export const sidebar = [
  {
    text: 'Begin',
    items: [
      { text: 'What it is', link: '/' },
      { text: 'Getting started', link: '/getting-started' },
      { text: 'Concepts', link: '/concepts' },
      { text: 'Architecture', link: '/architecture' },
    ],
  },
  {
    text: 'How to',
    items: [
      how('publish', 'Publish observations'),
      how('subscribe', 'Subscribe to events'),
      how('classify', 'Classify a table'),
      how('train', 'Train a model'),
      how('promote-and-roll-back', 'Promote and roll back'),
      how('scale', 'Scale'),
      how('observe', 'Observe'),
      how('diagnose', 'Find out what is wrong'),
      how('secure', 'Secure it'),
      how('repair', 'Repair'),
      how('upgrade', 'Upgrade'),
      how('kubernetes', 'Run on Kubernetes'),
      how('aws', 'Run on AWS'),
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'Configuration', link: '/reference/configuration' },
      { text: 'Commands', link: '/reference/commands' },
      { text: 'Messages', link: '/reference/messages' },
      { text: 'Surveys', link: '/reference/surveys' },
      { text: 'HTTP', link: '/reference/http' },
      { text: 'Metrics and spans', link: '/telemetry' },
      { text: 'Broker set-up', link: '/deploy/rabbitmq/' },
      { text: 'Examples', link: '/examples/' },
      { text: 'Package of the messages', link: '/src/Contracts/' },
    ],
  },
  {
    text: 'Operate and judge',
    items: [
      { text: 'Runbook', link: '/runbook' },
      { text: 'Security', link: '/security' },
      { text: 'Performance', link: '/performance' },
      { text: 'Reliability', link: '/reliability' },
      { text: 'Scaling', link: '/scaling' },
      { text: 'Accuracy', link: '/accuracy' },
      { text: 'The shipped model', link: '/models/' },
      { text: 'Licences', link: '/licences' },
      { text: 'Changes', link: '/CHANGELOG' },
    ],
  },
  { text: 'Decisions', collapsed: true, items: decisions },
]
