// What a script or a worker costs that has no client.
export default () => async () => {};
