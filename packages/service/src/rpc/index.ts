export { metadataOf, MESSAGE_AT_MOST, rpcClient, type CallHeaders, type RpcClient } from './client';
export { fieldOptions, fieldRules, messageOf, methodOptions, serviceOf, servicesWithKinds, topicOf, type ChoiceOption, type FieldOptions, type FieldRules, type MethodOptions } from './contract';
export { defect, fromRpc, toRpc, TRACE } from './refusals';
