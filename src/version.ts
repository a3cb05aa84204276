/** Version of the engine, part of every result: the same as the package's, and a test holds it to that.
 *  @example
 *  /^\d+\.\d+\.\d+/.test(ENGINE_VERSION) // → true
 */
export const ENGINE_VERSION = '0.2.0'
