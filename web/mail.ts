/** Lets waiting messages into a worker. A timer would wait four milliseconds where a message to oneself does not. */
export function mail(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
