import { BonafideHost, useBonafide, type VerifyResponse } from '@bonafide/sdk-react-native'
import { useEffect, useState } from 'react'
import { Button, SafeAreaView, Text } from 'react-native'

/** The app's own server: it signs Initialize, and later asks CheckResult. No key of the service is in the app. */
const SHOP = 'https://shop.example'
const SERVICE = 'https://verify.example'

/** A shop that checks who opens an account. */
export function App() {
  const { install, getMetaInfo, verify } = useBonafide()
  const [said, setSaid] = useState('')

  // After the person consented.
  useEffect(() => install({ serviceUrl: SERVICE }), [install])

  const begin = async (): Promise<void> => {
    const answer = await post('/verifications', { metaInfo: JSON.stringify(getMetaInfo()) })
    if (typeof answer.transactionId !== 'string') return setSaid('The shop could not begin.')
    verify(answer.transactionId, { language: 'en' }, (response) => void end(response))
  }

  const end = async ({ code, message, deviceToken }: VerifyResponse): Promise<void> => {
    if (code !== 1000 && code !== 1001) return setSaid(message)
    const { status } = await post('/verifications/current', { deviceToken })
    setSaid(String(status))
  }

  return (
    <SafeAreaView>
      <Button title="Open an account" onPress={() => void begin()} />
      <Text>{said}</Text>
      <BonafideHost />
    </SafeAreaView>
  )
}

async function post(path: string, content: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(SHOP + path, { method: 'POST', headers, body: JSON.stringify(content) })
  return (await response.json()) as Record<string, unknown>
}
