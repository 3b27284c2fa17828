s|<measure-narrative measure="robbery"|<measure-narrative measure="burglary"|
