/** Worlds from which a result is shown as one: a draft of fewer moves too much to be read. */
export const STEADY_WORLDS = 400
/** Worlds from which an answer counts as full: shares within two points of percentage. The run goes on to the number of
 *  the terminal. */
export const FULL_WORLDS = 4000
